"""Files are taken in by what they are, never by what they are called."""

import contextlib
import io

import pikepdf
import pillow_heif
import pytest
import segno
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from materials.uploads import picture_reader, rules
from materials.uploads.actions import accept
from materials.uploads.models import Upload
from materials.uploads.qr_codes import codes_of
from materials.uploads.rules import LARGEST, RefusedUpload, checked, kind_of, safe_name
from tests.factories import applicant, picture
from tests.walks import walks


def pdf(**root):
    document = pikepdf.new()
    document.add_blank_page()
    for name, value in root.items():
        document.Root[f"/{name}"] = value
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def upload(content, name="a.pdf"):
    return SimpleUploadedFile(name, content)


@pytest.mark.django_db
def test_a_photo_is_stored_under_its_digest(catalogue):
    stored = accept(picture("身份证·䶮.png"), by=applicant())

    assert stored.kind == Upload.Kind.PNG
    assert stored.original_name == "身份证·䶮.png"
    assert stored.digest in stored.file.name


def test_a_plain_pdf_is_taken_in():
    assert kind_of(upload(pdf())) == Upload.Kind.PDF


def refused(content, name="a.pdf"):
    with pytest.raises(RefusedUpload) as why:
        kind_of(upload(content, name))
    return str(why.value)


def test_a_program_called_pdf_is_refused():
    assert "something else: OFD" in refused(b"PK\x03\x04" + b"\0" * 26 + b"OFD.xml")
    assert "something else: Word" in refused(b"PK\x03\x04" + b"\0" * 26 + b"word/document.xml")
    assert "something else: ZIP" in refused(b"PK\x03\x04" + b"\0" * 26 + b"a.txt")
    assert "something else: BMP" in refused(b"BM" + b"\0" * 100)
    assert "something else" in refused(b"MZ\x90\x00" + b"\0" * 200)


def test_an_svg_is_refused_whatever_it_is_called():
    assert "something else" in refused(b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', "a.png")


def test_a_web_page_with_the_head_of_a_picture_is_refused():
    with pytest.raises(RefusedUpload):
        kind_of(upload(b"\x89PNG\r\n\x1a\n<script>alert(1)</script>", "a.png"))


def test_an_empty_file_is_refused():
    assert "empty" in refused(b"")


def test_a_file_over_the_limit_is_refused():
    assert "larger than 10 MB" in refused(b"%PDF-" + b"0" * LARGEST)


def test_the_virus_test_string_is_refused():
    assert "virus" in refused(rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*")


def test_a_pdf_with_a_script_is_refused():
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")

    assert "contains a script" in refused(pdf(OpenAction=script))


def test_a_damaged_pdf_is_refused():
    assert "damaged" in refused(b"%PDF-1.7\nnothing of the kind")


def test_a_pdf_behind_a_password_is_refused():
    document = pikepdf.new()
    document.add_blank_page()
    content = io.BytesIO()
    document.save(content, encryption=pikepdf.Encryption(owner="o", user="u"))

    assert "password" in refused(content.getvalue())


def test_a_picture_that_would_fill_the_memory_is_refused():
    content = io.BytesIO()
    Image.new("1", (9000, 9000)).save(content, "PNG")

    assert "too many pixels" in refused(content.getvalue(), "bomb.png")


def test_a_telephones_picture_with_a_second_one_behind_it_may_be_as_large_as_any(monkeypatch):
    monkeypatch.setattr(rules, "MOST_PIXELS_WHOLE", 10_000)
    content = io.BytesIO()
    Image.new("RGB", (400, 300)).save(content, "MPO", save_all=True, append_images=[Image.new("RGB", (100, 75))])

    assert kind_of(upload(content.getvalue(), "a.jpg")) == Upload.Kind.JPEG


def jpeg(size, **how):
    content = io.BytesIO()
    Image.new("L", (16, 16), 128).resize(size).save(content, "JPEG", quality=30, **how)
    return content.getvalue()


@pytest.mark.parametrize("size", [(12000, 9000), (16320, 12240)])
def test_a_telephones_picture_of_very_many_pixels_is_taken_in(size):
    assert kind_of(upload(jpeg(size), "a.jpg")) == Upload.Kind.JPEG


@pytest.mark.parametrize("size", [(8160, 6120), (12000, 9000), (16320, 12240)])
def test_a_qr_code_is_found_in_a_picture_of_very_many_pixels(size):
    code = io.BytesIO()
    segno.make("of a certificate").save(code, kind="png", scale=80, border=4)
    photo, taken = Image.new("L", size, 200), io.BytesIO()
    photo.paste(Image.open(code), (1000, 1000))
    photo.save(taken, "JPEG", quality=60)

    assert codes_of(upload(taken.getvalue(), "a.jpg")) == ["of a certificate"]


def test_a_picture_in_passes_that_would_fill_the_memory_is_refused_by_its_pixels(monkeypatch):
    monkeypatch.setattr(rules, "MOST_PIXELS_WHOLE", 10_000)
    monkeypatch.setattr(picture_reader, "MEMORY", 150 * 1024 * 1024)
    assert kind_of(upload(jpeg((400, 300), progressive=True), "a.jpg")) == Upload.Kind.JPEG

    assert "too many pixels" in refused(jpeg((9000, 9000), progressive=True), "a.jpg")
    assert "damaged" in refused(jpeg((400, 300))[:600], "a.jpg")


def test_no_picture_has_more_pixels_than_are_opened():
    most = jpeg((12000, 9000))
    at = most.index(b"\xff\xc0") + 5

    assert "too many pixels" in refused(most[:at] + b"\x50\x00\x50\x00" + most[at + 4 :], "a.jpg")
    assert "too many pixels" in refused(most[:at] + b"\xff\xff\xff\xff" + most[at + 4 :], "a.jpg")


@pytest.mark.parametrize("before", [b"\r\n", b"\0\0", b"\xef\xbb\xbf", b"Content-Type: image/jpeg\r\n\r\n"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_blanks_and_lines_before_a_picture_are_cut_off(before, kind):
    content = io.BytesIO()
    Image.new("RGB", (64, 64)).save(content, kind)

    found = checked(upload(before + content.getvalue(), "a"))

    assert found.kind.label == kind
    assert not found.content.startswith(before)


@pytest.mark.parametrize(
    "before", [b"MZ", b"PK\3\4", b"II*\0\x08\0\0\0\xfe", b"ID3\x03\0", b"<html>", b"RIFF\xff\0\0\0"]
)
def test_a_picture_within_another_kind_of_file_is_none(before):
    assert "something else" in refused(before + jpeg((64, 64)), "a.jpg")


@pytest.mark.parametrize(("brand", "is_taken"), [(b"heic", True), (b"hevx", True), (b"MiHE", True), (b"avif", False)])
def test_a_heic_picture_is_known_by_what_it_is_compatible_with(brand, is_taken):
    content = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (64, 64))).save(content)
    named = content.getvalue()[:8] + brand + content.getvalue()[12:]
    if brand == b"avif":
        named = named.replace(b"heic", b"avif", 1)

    assert (kind_of(upload(named)) == Upload.Kind.JPEG) if is_taken else ("AVIF" in refused(named))


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [("../../etc/passwd", "passwd"), (r"C:\temp\证.png", "证.png"), ("a\x00\nb.pdf", "ab.pdf"), ("...", "upload")],
)
def test_folders_and_control_characters_leave_the_name(given_name, kept):
    assert safe_name(given_name) == kept


@given(st.binary(max_size=400))
@settings(max_examples=walks(80), deadline=None)
def test_any_bytes_are_taken_in_or_refused_and_never_break_the_check(content):
    with contextlib.suppress(RefusedUpload):
        assert kind_of(upload(content)) in Upload.Kind

"""Files are taken in by what they are, never by what they are called."""

import contextlib
import io

import pikepdf
import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from materials.uploads import rules
from materials.uploads.actions import accept
from materials.uploads.models import Upload
from materials.uploads.rules import LARGEST, RefusedUpload, kind_of, safe_name
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

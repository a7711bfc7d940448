"""A proof shows what is on it: where, when and with which telephone it was taken stays with whoever sent it."""

import io

import pillow_heif
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from desk.fields import Photos
from materials.uploads.rules import RefusedUpload, checked

SECRET = b"Huawei-of-Zhang"


def picture(mode="RGB", size=(64, 48)):
    drawn = Image.radial_gradient("L").resize(size)
    return Image.merge("RGB", (drawn, drawn.transpose(Image.Transpose.ROTATE_180), drawn)).convert(mode)


def told(up=1):
    exif = Image.Exif()
    exif[0x010F] = SECRET.decode()
    exif[0x0112] = up
    exif.get_ifd(0x8825).update({1: "N", 2: (35.0, 14.0, 23.0), 3: "E", 4: (113.0, 13.0, 1.0)})
    return exif


def jpeg(image=None, *, behind=b"", **options):
    content = io.BytesIO()
    (image or picture()).save(content, "JPEG", **{"exif": told(), "comment": SECRET, **options})
    return content.getvalue() + behind


def png(image=None, **options):
    content, words = io.BytesIO(), PngInfo()
    words.add_text("Author", SECRET.decode())
    words.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    (image or picture()).save(content, "PNG", exif=told(), pnginfo=words, **options)
    return content.getvalue()


def kept(content, **how):
    return checked(SimpleUploadedFile("p", content), **how).content


def several_pictures():
    content = io.BytesIO()
    picture().save(content, "MPO", save_all=True, append_images=[picture()], exif=told())
    return content.getvalue()


def moving():
    return png(save_all=True, append_images=[picture().rotate(90)], duration=50)


@pytest.mark.parametrize(
    "content",
    [
        jpeg(),
        jpeg(progressive=True),
        jpeg(picture("L")),
        jpeg(picture("CMYK")),
        jpeg(restart_marker_blocks=1),
        jpeg(xmp=b"<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"),
        jpeg(behind=b"\0\0\0\x18ftypmp42" + SECRET),
        jpeg(picture(size=(3000, 2000)), optimize=True),
        several_pictures(),
        png(),
        png(picture("P")),
        png(Image.radial_gradient("L").convert("I;16")),
        png(picture("RGBA")),
        moving(),
        png() + b"PK\x03\x04" + SECRET,
    ],
)
def test_nothing_but_the_picture_is_kept_and_the_picture_is_the_same(content):
    bare = kept(content)
    before, after = Image.open(io.BytesIO(content)), Image.open(io.BytesIO(bare))

    assert SECRET not in bare
    assert not after.getexif()
    assert getattr(after, "n_frames", 1) == 1
    assert after.mode == before.mode
    assert ImageChops.difference(before.convert("RGB"), after.convert("RGB")).getbbox() is None


@pytest.mark.parametrize("up", range(2, 9))
def test_which_side_is_up_is_kept_and_nothing_else(up):
    assert dict(Image.open(io.BytesIO(kept(jpeg(exif=told(up))))).getexif()) == {0x0112: up}


def test_colours_are_kept_as_they_were_meant():
    assert Image.open(io.BytesIO(kept(jpeg(icc_profile=b"a profile of colours")))).info["icc_profile"]


def test_the_same_picture_sent_twice_is_the_same_file():
    assert kept(kept(jpeg())) == kept(jpeg())


def test_an_officials_evidence_is_kept_to_the_byte():
    assert kept(jpeg(), is_evidence=True) == jpeg()
    assert Photos(is_evidence=True).clean([SimpleUploadedFile("p.jpg", jpeg())])[0].content == jpeg()
    assert SECRET not in Photos().clean([SimpleUploadedFile("p.jpg", jpeg())])[0].content


def test_photos_of_inspections_and_visits_are_evidence_and_those_of_the_inspected_are_not():
    from licensing.applicant.holding.forms import RectificationForm
    from licensing.casework.acts.forms.visits import SiteCheckForm
    from supervision.inspections.screens.forms import RecordForm

    assert RecordForm.base_fields["photos"].is_evidence
    assert SiteCheckForm.base_fields["photos"].is_evidence
    assert not RectificationForm.base_fields["proofs"].is_evidence


@pytest.mark.parametrize("cut", [20, 200, 500])
def test_a_picture_that_is_cut_off_is_refused_or_shown_and_never_breaks_the_check(cut):
    for content in (jpeg()[:-cut], png()[:-cut], jpeg()[:cut], png()[:cut]):
        try:
            Image.open(io.BytesIO(kept(content)))
        except RefusedUpload:
            continue


def heic():
    content = io.BytesIO()
    pillow_heif.from_pillow(picture()).save(content, exif=told().tobytes())
    return content.getvalue()


def test_a_telephones_heic_keeps_place_and_time_in_evidence_alone():
    kept_by_officer = Image.open(io.BytesIO(kept(heic(), is_evidence=True)))

    assert kept_by_officer.getexif().get_ifd(0x8825)[1] == "N"
    assert not Image.open(io.BytesIO(kept(heic()))).getexif()

"""A PDF is refused for what is dangerous in it, by its name; what is harmless passes. Each file holds one thing."""

import io
import json
from pathlib import Path

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pikepdf import Array, Dictionary, Name, Stream, String

from materials.uploads import pdf_reader, rules
from materials.uploads.models import Upload
from materials.uploads.rules import RefusedUpload, kind_of

CASES = Path(__file__).parents[2] / "cases"


def document(build):
    """A PDF of one page into which `build(pdf)` puts one thing."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    build(pdf)
    content = io.BytesIO()
    pdf.save(content, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return content.getvalue()


def given(content, name="a.pdf"):
    return kind_of(SimpleUploadedFile(name, content))


def on_page(**annotation):
    def build(pdf):
        box = Array([0, 0, 10, 10])
        note = Dictionary(Type=Name.Annot, Rect=box, **annotation)
        pdf.pages[0].Annots = Array([pdf.make_indirect(note)])

    return build


def in_root(**entries):
    def build(pdf):
        for key, value in entries.items():
            pdf.Root[f"/{key}"] = value

    return build


def action(kind, **more):
    return Dictionary(S=Name(f"/{kind}"), **more)


def attached(pdf):
    file = Dictionary(F=String("a.exe"), EF=Dictionary(F=Stream(pdf, b"MZ")))
    pdf.Root.Lonely = pdf.make_indirect(file)


def nobody_refers_to_it(pdf):
    pdf.Root.Pages.Kids[0].Deep = Array([Array([Dictionary(A=action("Launch", F=String("cmd.exe")))])])


def stream_from_elsewhere(pdf):
    stream = Stream(pdf, b"")
    stream.stream_dict.F = String("/etc/passwd")
    pdf.Root.Lonely = pdf.make_indirect(stream)


DANGEROUS = {
    "script at opening": (in_root(OpenAction=action("JavaScript", JS=String("1"))), "contains a script"),
    "script by name": (in_root(Names=Dictionary(JavaScript=Dictionary(Names=Array(["a"])))), "contains a script"),
    "script in another action": (in_root(AA=Dictionary(WC=action("Hide", JS=String("1")))), "contains a script"),
    "program": (on_page(Subtype=Name.Link, A=action("Launch", F=String("cmd.exe"))), "starts a program"),
    "program hidden deep": (nobody_refers_to_it, "starts a program"),
    "file by /EF": (attached, "a file is attached inside"),
    "file by /EmbeddedFiles": (in_root(Names=Dictionary(EmbeddedFiles=Dictionary(Names=Array(["a"])))), "attached"),
    "file by /AF": (in_root(AF=Array([Dictionary(F=String("a"))])), "attached"),
    "file by its type": (lambda pdf: pdf.Root.__setitem__("/X", Stream(pdf, b"", Type=Name.EmbeddedFile)), "attached"),
    "file on a page": (on_page(Subtype=Name.FileAttachment), "attached"),
    "into a file inside": (on_page(Subtype=Name.Link, A=action("GoToE")), "attached"),
    "into another file": (on_page(Subtype=Name.Link, A=action("GoToR", F=String("b.pdf"))), "opens another file"),
    "stream from elsewhere": (stream_from_elsewhere, "opens another file"),
    "thread in another file": (on_page(Subtype=Name.Link, A=action("Thread", F=String("b.pdf"))), "opens another file"),
    "drawn from another file": (
        in_root(Lonely=Dictionary(Subtype=Name.Form, Ref=Dictionary(F=String("b.pdf"), Page=0))),
        "opens another file",
    ),
    "form sent": (on_page(Subtype=Name.Link, A=action("SubmitForm", F=String("http://x"))), "sends what is filled in"),
    "data read in": (on_page(Subtype=Name.Link, A=action("ImportData", F=String("x"))), "reads in data"),
    "link": (on_page(Subtype=Name.Link, A=action("URI", URI=String("http://x"))), "link to the internet"),
    "rich media": (on_page(Subtype=Name.RichMedia), "film, sound or 3D"),
    "film": (on_page(Subtype=Name.Screen), "film, sound or 3D"),
    "sound": (on_page(Subtype=Name.Link, A=action("Sound")), "film, sound or 3D"),
    "dynamic form": (in_root(AcroForm=Dictionary(XFA=String("<x/>"))), "dynamic form"),
}


@pytest.fixture
def in_this_process(monkeypatch):
    """The same look without a program of its own for each file: that it is confined is shown below."""
    told = lambda _reader, content, _act: (0, json.dumps(pdf_reader._check(content)))  # noqa: E731
    monkeypatch.setattr(rules, "run_confined", told)


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("name", DANGEROUS)
def test_what_is_dangerous_is_refused_by_its_name(name):
    build, told = DANGEROUS[name]
    content = document(build)

    with pytest.raises(RefusedUpload) as why:
        given(content)

    assert told in str(why.value)
    assert "; " not in str(why.value).split(". Print")[0], "this file holds one danger only"


def test_each_word_that_is_refused_is_refused_for_itself():
    tables = {"S": pdf_reader.ACTIONS, "Subtype": pdf_reader.SUBTYPES, "Type": pdf_reader.TYPES}
    alone = {
        f"/{key} {word}": (Dictionary({f"/{key}": Name(word)}), danger)
        for key, words in tables.items()
        for word, danger in words.items()
    }
    alone |= {key: (Dictionary({key: Array([0])}), danger) for key, danger in pdf_reader.KEYS.items()}
    files = {what: document(in_root(Lonely=Array([one]))) for what, (one, _danger) in alone.items()}

    found = {what: pdf_reader._check(file)["dangers"] for what, file in files.items()}

    assert found == {what: [danger] for what, (_one, danger) in alone.items()}
    assert set(rules.DANGERS) == {danger for _one, danger in alone.values()}, "each is told by a name"


HARMLESS = {
    "open at page one": lambda pdf: pdf.Root.__setitem__(
        "/OpenAction", Array([pdf.pages[0].obj, Name.XYZ, None, None, None])
    ),
    "open at a place": in_root(OpenAction=action("GoTo", D=String("a"))),
    "next page": on_page(Subtype=Name.Link, A=action("Named", N=Name.NextPage)),
    "turn the page at opening": lambda pdf: pdf.pages[0].__setitem__(
        "/AA", Dictionary(O=action("GoTo", D=String("a")))
    ),
    "an ordinary form": in_root(AcroForm=Dictionary(Fields=Array([]))),
    "a note": on_page(Subtype=Name.Text, Contents=String("ok")),
    "no attachments": in_root(AF=Array([]), Names=Dictionary(Dests=Dictionary())),
    "a role called URI": in_root(StructTreeRoot=Dictionary(K=Dictionary(Type=Name.StructElem, S=Name.URI))),
    "a base of addresses": in_root(URI=Dictionary(Base=String("http://x"))),
    "a form emptied": on_page(Subtype=Name.Link, A=action("ResetForm")),
    "a layer shown": on_page(Subtype=Name.Link, A=action("SetOCGState", State=Array([Name.ON]))),
    "a note hidden": on_page(Subtype=Name.Link, A=action("Hide", T=String("a"))),
    "a thread of its own": on_page(Subtype=Name.Link, A=action("Thread", D=0)),
    "a page that fades in": lambda pdf: pdf.pages[0].__setitem__("/Trans", Dictionary(S=Name.Dissolve)),
    "page labels and a profile": in_root(
        PageLabels=Dictionary(Nums=Array([0, Dictionary(S=Name.D)])),
        OutputIntents=Array([Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFA1)]),
    ),
    "nothing": lambda pdf: None,
}


@pytest.mark.usefixtures("in_this_process")
@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_harmless_passes(name):
    assert given(document(HARMLESS[name])) == Upload.Kind.PDF


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("upload-with-attachment.pdf", "a file is attached inside"),
        ("upload-openaction-js.pdf", "it contains a script"),
        ("upload-webp.jpg", "WEBP"),
    ],
)
def test_cases_that_are_refused_are_told_by_name(name, told):
    with pytest.raises(RefusedUpload) as why:
        given((CASES / name).read_bytes(), name)

    assert told in str(why.value)


@pytest.mark.parametrize(
    ("name", "kind"), [("upload-leading-bytes.pdf", Upload.Kind.PDF), ("upload-50mp.jpg", Upload.Kind.JPEG)]
)
def test_cases_that_are_taken_in(name, kind):
    assert given((CASES / name).read_bytes(), name) == kind


def test_a_pdf_that_unpacks_without_end_is_refused_and_fills_no_memory():
    many = pikepdf.Object.parse(b"[" + b"[]" * 300_000 + b"]")
    bomb = document(lambda pdf: pdf.Root.__setitem__("/X", many))

    with pytest.raises(RefusedUpload) as why:
        given(bomb)

    assert "cannot be opened" in str(why.value)


@pytest.mark.parametrize("lead", [b"\xef\xbb\xbf", b"\x1b%-12345X@PJL\r\n", b"\0" * 1000])
def test_bytes_before_the_head_and_behind_the_end_change_nothing(lead, in_this_process):
    assert given(lead + document(lambda pdf: None) + b"\r\n\0") == Upload.Kind.PDF


def test_a_program_with_the_head_of_a_pdf_behind_it_is_refused():
    with pytest.raises(RefusedUpload):
        given(b"MZ\x90\x00" + document(lambda pdf: None))

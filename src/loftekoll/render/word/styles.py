"""What a Word document looks like: its styles, lists and settings, as WordprocessingML of our own.

The template that python-docx brings is in American English, in the fonts of one system, and changes with its version;
here stands all that a report uses. Letters are Arial, which every system has or replaces by one of the same widths.
Lengths are in twentieths of a point, sizes of letters in half points.
"""

TEXT_WIDTH, WIDE_TEXT_WIDTH = 9638, 14570
"""Between the margins of a page, upright and lying."""

_MARGINS = (
    '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'
)
PAGE = f'<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>{_MARGINS}</w:sectPr>'
"""A4 with margins of two centimetres."""
WIDE_PAGE = f'<w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>{_MARGINS}</w:sectPr>'

NUMBERING = """
<w:abstractNum w:abstractNumId="0">
  <w:multiLevelType w:val="singleLevel"/>
  <w:lvl w:ilvl="0">
    <w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/>
    <w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="357" w:hanging="357"/></w:pPr>
  </w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
"""

SETTINGS = """
<w:zoom w:percent="100"/>
<w:defaultTabStop w:val="567"/>
<w:autoHyphenation/><w:hyphenationZone w:val="425"/><w:doNotHyphenateCaps/>
<w:characterSpacingControl w:val="doNotCompress"/>
<w:compat>
  <w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
</w:compat>
<w:themeFontLang w:val="sv-SE"/>
<w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/>
"""

_LANGUAGE = '<w:lang w:val="sv-SE" w:eastAsia="sv-SE" w:bidi="ar-SA"/>'
_BLUE, _GREY, _LINE, _SHADE = "00457C", "595959", "6B6B6B", "E3EAF1"

_DEFAULTS = f"""
<w:docDefaults>
  <w:rPrDefault><w:rPr>
    <w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/>
    <w:sz w:val="21"/><w:szCs w:val="21"/>{_LANGUAGE}
  </w:rPr></w:rPrDefault>
  <w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal">
  <w:name w:val="Normal"/><w:qFormat/><w:rPr>{_LANGUAGE}</w:rPr>
</w:style>
<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">
  <w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/>
</w:style>
<w:style w:type="table" w:default="1" w:styleId="TableNormal">
  <w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/>
  <w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
    <w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>
    <w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>
  </w:tblCellMar></w:tblPr>
</w:style>
<w:style w:type="numbering" w:default="1" w:styleId="NoList">
  <w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/>
</w:style>
"""

_CHARACTERS = f"""
<w:style w:type="character" w:styleId="Strong">
  <w:name w:val="Strong"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr>
</w:style>
<w:style w:type="character" w:styleId="Hyperlink">
  <w:name w:val="Hyperlink"/><w:rPr><w:color w:val="{_BLUE}"/><w:u w:val="single"/></w:rPr>
</w:style>
"""

_TABLE = f"""
<w:style w:type="table" w:customStyle="1" w:styleId="Rapporttabell">
  <w:name w:val="Rapporttabell"/><w:basedOn w:val="TableNormal"/><w:qFormat/>
  <w:tblPr>
    <w:tblBorders>
      <w:top w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>
      <w:bottom w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>
      <w:insideH w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/>
    </w:tblBorders>
    <w:tblCellMar>
      <w:top w:w="40" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>
      <w:bottom w:w="40" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>
    </w:tblCellMar>
  </w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{_SHADE}"/></w:tcPr>
  </w:tblStylePr>
  <w:tblStylePr w:type="firstCol"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr>
</w:style>
"""


def _paragraph(style: str, name: str, layout: str = "", letters: str = "", *, based_on: str = "Normal") -> str:
    """A paragraph style; Word knows those with English names, and shows them by its own."""
    return f"""
<w:style w:type="paragraph" w:styleId="{style}">
  <w:name w:val="{name}"/><w:basedOn w:val="{based_on}"/><w:next w:val="{based_on}"/><w:qFormat/>
  <w:pPr>{layout}</w:pPr><w:rPr>{letters}{_LANGUAGE}</w:rPr>
</w:style>"""


def _heading(level: int, size: int, before: int) -> str:
    """The style of headings of a level, counted from 1."""
    return _paragraph(
        f"Heading{level}",
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/><w:suppressAutoHyphens/><w:spacing w:before="{before}" w:after="80"/>'
        f'<w:outlineLvl w:val="{level - 1}"/>',
        f'<w:b/><w:bCs/><w:color w:val="{_BLUE}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
    )


STYLES = "".join([
    _DEFAULTS,
    _paragraph(
        "Title",
        "Title",
        '<w:keepNext/><w:suppressAutoHyphens/><w:spacing w:after="200"/>',
        f'<w:b/><w:bCs/><w:color w:val="{_BLUE}"/><w:sz w:val="40"/><w:szCs w:val="40"/>',
    ),
    _heading(1, size=30, before=360),
    _heading(2, size=25, before=280),
    _heading(3, size=22, before=220),
    _paragraph("TOCHeading", "TOC Heading", '<w:keepNext/><w:spacing w:before="240" w:after="60"/>', "<w:b/><w:bCs/>"),
    _paragraph("TOC1", "toc 1", '<w:spacing w:after="20"/>'),
    _paragraph("TOC2", "toc 2", '<w:spacing w:after="20"/><w:ind w:left="284"/>'),
    _paragraph(
        "ListBullet",
        "List Bullet",
        '<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="60"/><w:ind w:left="357" w:hanging="357"/>',
    ),
    _paragraph(
        "Uppgift",
        "Uppgift",
        '<w:tabs><w:tab w:val="left" w:pos="2600"/></w:tabs><w:spacing w:after="120"/>'
        '<w:ind w:left="2600" w:hanging="2600"/><w:contextualSpacing/>',
    ),
    _paragraph(
        "Caption",
        "caption",
        '<w:keepNext/><w:keepLines/><w:spacing w:before="200" w:after="60"/>',
        '<w:b/><w:bCs/><w:sz w:val="19"/><w:szCs w:val="19"/>',
    ),
    _paragraph(
        "Tabelltext", "Tabelltext", '<w:spacing w:after="0" w:line="252" w:lineRule="auto"/>',
        '<w:sz w:val="19"/><w:szCs w:val="19"/>',
    ),
    _paragraph(
        "Tabelltal",
        "Tabelltal",
        '<w:suppressAutoHyphens/><w:ind w:right="60"/><w:jc w:val="right"/>',
        based_on="Tabelltext",
    ),
    _paragraph("Eftertabell", "Eftertabell", '<w:spacing w:before="120"/>'),
    _paragraph("Avsnittsslut", "Avsnittsslut", '<w:spacing w:after="0" w:line="20" w:lineRule="exact"/>'),
    _paragraph(
        "Footer",
        "footer",
        f'<w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="{_LINE}"/></w:pBdr><w:suppressAutoHyphens/>'
        '<w:spacing w:after="0"/>',
        f'<w:color w:val="{_GREY}"/><w:sz w:val="17"/><w:szCs w:val="17"/>',
    ),
    _CHARACTERS,
    _TABLE,
])  # fmt: skip
"""All styles that a report uses."""

using Xiangyin.Ledger;
using Xiangyin.Web.Features.Reports;
using Xunit;

namespace Xiangyin.Web.Tests.Features.Reports;

public class OutlineReaderTests
{
    internal static readonly Catalogue Catalogue = CatalogueReader.Read(
        CatalogueFile.In(Path.Combine(AppContext.BaseDirectory, "catalogue"))
    );

    private const string Head = """
        outline: small
        version: 1
        name: {zh-Hans: 小, zh-Hant: 小}
        limit: 4000
        title: {zh-Hans: "{{ town }}", zh-Hant: "{{ town }}"}
        signer: {zh-Hans: 镇, zh-Hant: 鎮}
        lists:
          - {list: plan, kind: plan-item, year: next}
        sections:

        """;

    [Fact]
    public void Read_DefaultOutline_HasNoMistakes()
    {
        var outline = Outlines
            .In(Path.Combine(AppContext.BaseDirectory, "catalogue", "outlines"), Catalogue)
            .Find("annual")!;

        Assert.Equal(5000, outline.Limit);
        Assert.All(outline.Figures(2021), f => Assert.NotNull(Catalogue.Indicator(f.Indicator)));
    }

    [Theory]
    [InlineData(
        """
              - section: a
                paragraphs:
                  - paragraph: b
                    sentences:
                      - text: {zh-Hans: "学{% figure centre-study %}", zh-Hant: "學{% figure centre-studies %}"}
            """,
        14,
        "centre-study"
    )]
    [InlineData(
        """
              - section: a
                paragraphs:
                  - paragraph: b
                    sentences:
                      - text:
                          zh-Hans: |
                            第一行
                            {% figure placements policy=best %}
                          zh-Hant: 一
            """,
        17,
        "best"
    )]
    [InlineData(
        """
              - section: a
                paragraphs:
                  - paragraph: b
                    sentences:
                      - when: placements many
                        text: {zh-Hans: 一, zh-Hant: 一}
            """,
        14,
        "placements many"
    )]
    [InlineData(
        """
              - section: a
                paragraphs:
                  - paragraph: b
                    sentences:
                      - when: rooms any
                        text: {zh-Hans: 一, zh-Hant: 一}
            """,
        14,
        "rooms"
    )]
    [InlineData(
        """
              - section: a
                level: 3
                paragraphs: []
            """,
        11,
        "3"
    )]
    [InlineData(
        """
              - section: a
                paragraphs: []
              - section: a
                paragraphs: []
            """,
        12,
        "“a”用了两次"
    )]
    [InlineData(
        """
              - section: a
                paragraphs:
                  - paragraph: b
                    sentences:
                      - txt: {zh-Hans: 一, zh-Hant: 一}
            """,
        14,
        "txt"
    )]
    [InlineData(
        """
              - section: a
                paragraphs:
                  - paragraph: b
                    sentences:
                      - text: {zh-Hans: "{{ town", zh-Hant: 一}
            """,
        14,
        "读不懂的标记"
    )]
    [InlineData(
        """
              - section: a
                paragraphs:
              - paragraph: b
              sentences
            """,
        13,
        "这一行读不懂"
    )]
    public void Read_Mistake_TellsLineAndRemedy(string sections, int line, string named)
    {
        var file = new CatalogueFile("outlines/small.yaml", Head + sections);

        var mistakes = Assert.Throws<CatalogueException>(() => OutlineReader.Read(file, Catalogue)).Problems;

        var mistake = Assert.Single(mistakes, m => m.Message.Contains(named, StringComparison.Ordinal));
        Assert.Equal(("outlines/small.yaml", line), (mistake.File, mistake.Line));
        Assert.NotEmpty(mistake.Remedy);
    }

    [Fact]
    public void Read_ThreeMistakes_TellsAllThree()
    {
        var file = new CatalogueFile(
            "outlines/small.yaml",
            Head
                + """
                  - section: a
                    paragraphs:
                      - paragraph: b
                        sentences:
                          - when: nothing complete
                            text: {zh-Hans: "{% figure none %}"}
                """
        );

        var mistakes = Assert.Throws<CatalogueException>(() => OutlineReader.Read(file, Catalogue)).Problems;

        Assert.Equal(
            ["nothing", "zh-Hant", "none"],
            mistakes.Select(m =>
                new[] { "nothing", "none", "zh-Hant" }.Single(w =>
                    m.Message.Contains($"“{w}”", StringComparison.Ordinal)
                )
            )
        );
    }
}

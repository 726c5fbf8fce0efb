using CsCheck;

namespace Xiangyin.Documents.Tests;

/// <summary>Documents written elsewhere, as JSON and as Markdown.</summary>
public class DocumentSourceTests
{
    [Fact]
    public void JsonAndMarkdown_SayTheSame()
    {
        var fromJson = DocumentSource.FromJson(
            """
            {
              "form": "red-head",
              "head": { "mark": "桐花镇人民政府文件", "number": "桐政发〔2022〕3号", "copyNumber": 12, "signatories": ["周敏"] },
              "title": "关于全民阅读的通知",
              "addressee": "各村民委员会",
              "body": [
                { "heading": 1, "text": "一、时间" },
                { "paragraph": ["全镇", { "figure": "12处", "id": "rooms", "address": "https://example.org/rooms" }, "书屋开放。"] },
                { "table": { "title": "各村书屋", "columns": ["村", { "head": "册数", "align": "end" }], "rows": [["桐花村", "1200"]], "landscape": true } },
                { "chart": { "title": "图1", "categories": ["甲", "乙"], "series": [{ "name": "2021年", "values": [3, null] }] } }
              ],
              "annexes": [{ "title": "安排表", "body": ["见附表。"] }],
              "signature": { "signers": ["桐花镇人民政府"], "kind": "sealed" },
              "date": "2022-03-04",
              "colophon": { "copyTo": "县委宣传部", "printedBy": "党政综合办公室", "printedOn": "2022-03-05" },
              "verification": "https://example.org/d/3"
            }
            """
        );
        var fromMarkdown = DocumentSource.FromMarkdown(
            """
            ---
            版式: 红头
            发文机关标志: 桐花镇人民政府文件
            发文字号: 桐政发〔2022〕3号
            份号: 12
            签发人: 周敏
            主送: 各村民委员会
            署名: 桐花镇人民政府
            印章: 盖章
            成文日期: 2022年3月4日
            抄送: 县委宣传部
            印发机关: 党政综合办公室
            印发日期: 2022-03-05
            核验网址: https://example.org/d/3
            ---
            # 关于全民阅读的通知

            ## 时间
            全镇[12处](https://example.org/rooms "rooms")书屋
            开放。

            表（横排）：各村书屋
            | 村 | 册数 |
            | --- | ---: |
            | 桐花村 | 1200 |

            ```chart
            标题: 图1
            类别: 甲, 乙
            2021年: 3, -
            ```

            # 附件：安排表
            见附表。
            """
        );
        Assert.Equal(fromJson.ToPlainText(), fromMarkdown.ToPlainText());
        Assert.Equal(fromJson.ToDocx(), fromMarkdown.ToDocx());
        Assert.Equal(fromJson.Verification, fromMarkdown.Verification);
    }

    [Theory]
    [InlineData("- 一条", RefusalReason.UnknownElement)]
    [InlineData("1. 一条", RefusalReason.UnknownElement)]
    [InlineData("> 引文", RefusalReason.UnknownElement)]
    [InlineData("**粗体**", RefusalReason.UnknownElement)]
    [InlineData("<b>粗体</b>", RefusalReason.UnknownElement)]
    [InlineData("```js", RefusalReason.UnknownElement)]
    [InlineData("###### 六级", RefusalReason.HeadingLevel)]
    [InlineData("# 又一个标题", RefusalReason.UnknownElement)]
    [InlineData("[甲](figures/1)", RefusalReason.LinkAddress)]
    [InlineData("![图](nowhere.png)", RefusalReason.PictureNotFound)]
    [InlineData("| 甲 | 乙 |", RefusalReason.TableShape)]
    public void Markdown_ThatAnOfficialDocumentDoesNotHave_IsRefusedWithItsLine(string line, RefusalReason reason)
    {
        var refused = Assert.Throws<DocumentRefusedException>(() =>
            DocumentSource.FromMarkdown($"---\ndate: 2022-01-14\n---\n# 标题\n\n{line}\n")
        );
        var refusal = Assert.Single(refused.Refusals);
        Assert.Equal((reason, "line 6"), (refusal.Reason, refusal.Where));
    }

    [Theory]
    [InlineData("""{ "title": "甲", "date": "2022-01-14", "body": [{ "list": [] }] }""", RefusalReason.UnknownElement, "body[0]")]
    [InlineData("""{ "title": "甲", "date": "2022-01-14", "body": [], "colour": 1 }""", RefusalReason.UnknownElement, "colour")]
    [InlineData("""{ "title": "甲", "date": "14/1/2022", "body": [] }""", RefusalReason.UnknownElement, "date")]
    [InlineData("""{ "date": "2022-01-14", "body": [] }""", RefusalReason.Missing, "title")]
    [InlineData("""{ "title": "甲", "form": "memo", "date": "2022-01-14" }""", RefusalReason.UnknownElement, "form")]
    [InlineData(
        """{ "title": "甲", "date": "2022-01-14", "body": [{ "table": { "columns": ["甲"], "rows": [[{ "table": {} }]] } }] }""",
        RefusalReason.UnknownElement,
        "body[0].table.rows[0][0].table"
    )]
    [InlineData("{ \n oops", RefusalReason.NotReadable, "line 2")]
    public void Json_ThatIsNotInTheLanguage_IsRefusedWithItsPlace(string json, RefusalReason reason, string where)
    {
        var refused = Assert.Throws<DocumentRefusedException>(() => DocumentSource.FromJson(json));
        Assert.Contains(refused.Refusals, refusal => refusal.Reason == reason && refusal.Where == where);
    }

    [Fact]
    public void Marks_AfterABackslash_AreTakenLiterally() =>
        Assert.Contains(
            "A*B[1]|C",
            DocumentSource.FromMarkdown("---\ndate: 2022-01-14\n---\n# 题\n\nA\\*B\\[1\\]\\|C\n").ToPlainText(),
            StringComparison.Ordinal
        );

    [Fact]
    public void Headings_ThatBearTheirNumber_KeepIt_AndOthersAreCounted()
    {
        var text = DocumentSource
            .FromMarkdown("---\ndate: 2022-01-14\n---\n# 题\n## 三、已有\n## 没有\n### 小\n### 小\n")
            .ToPlainText();
        Assert.Contains("三、已有\n二、没有\n（一）小\n（二）小\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void AnyText_IsADocumentOrANamedRefusal() =>
        Gen.Select(Gen.OneOf(Gen.Const("# 题\n"), Gen.Const("")), Gen.String)
            .Sample(
                (head, text) =>
                {
                    foreach (var read in (Func<OfficialDocument>[])[() => DocumentSource.FromMarkdown(head + text), () => DocumentSource.FromJson(text)])
                    {
                        try
                        {
                            read();
                        }
                        catch (DocumentRefusedException refused)
                        {
                            Assert.NotEmpty(refused.Refusals);
                        }
                    }
                },
                iter: 500
            );
}

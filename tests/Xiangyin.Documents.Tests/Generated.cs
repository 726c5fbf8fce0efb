using System.Collections.Immutable;
using CsCheck;

namespace Xiangyin.Documents.Tests;

/// <summary>Documents as a generator makes them: any form, any mixture of blocks, text that is awkward to set.</summary>
internal static class Generated
{
    private static readonly Gen<string> Word = Gen.OneOf(
        "全镇",
        "记录",
        "學習",
        "工作，",
        "完成。",
        "“乡音”",
        "（试行）",
        "《条例》",
        "2021年",
        "98.6%",
        "1,234",
        "A4",
        "GB/T 9704",
        "——",
        "……",
        "＆<>&\"'",
        "、",
        "；",
        "龘"
    );

    public static readonly Gen<string> Text = Word.Array[1, 40].Select(string.Concat);

    private static readonly Gen<string> Short = Word.Array[1, 6].Select(string.Concat);

    private static readonly Gen<Uri?> Address = Gen.OneOf<Uri?>(
        null,
        Samples.Address,
        new Uri("http://localhost:5080/指标/1")
    );

    private static readonly Gen<Inline> Run = Gen.Frequency(
        (3, Text.Select(text => (Inline)new Plain(text))),
        (1, Gen.Select(Short, Short, Address).Select((text, id, address) => (Inline)new Figure(text, id, address)))
    );

    private static readonly Gen<ImmutableArray<Inline>> Runs = Run.Array[1, 4].Select(ImmutableArray.Create);

    private static readonly Gen<Block> Heading = Gen.Select(Gen.Int[1, 4], Gen.Int[1, 99], Short)
        .Select((level, number, text) => (Block)Documents.Heading.Numbered(level, number, text));

    private static readonly Gen<Block> Table = Gen.Select(Gen.Int[1, 6], Gen.Int[0, 8])
        .SelectMany(
            (columns, rows) =>
                Gen.Select(Short.Array[columns], Runs.Array[columns].Array[rows], Gen.Bool)
                    .Select(
                        (heads, cells, titled) =>
                            (Block)
                                new Table(
                                    [.. heads.Select(head => new Column(head))],
                                    [.. cells.Select(row => row.Select(runs => new Cell(runs)).ToImmutableArray())]
                                )
                                {
                                    Title = titled ? "表1" : null,
                                }
                    )
        );

    private static readonly Gen<Block> Chart = Gen.Select(Gen.Int[1, 8], Gen.Int[1, 4])
        .SelectMany(
            (categories, series) =>
                Gen.Select(
                        Short.Array[categories],
                        Gen.Select(
                            Short,
                            Gen.Int[0, 5000].Select(i => (decimal?)(i == 7 ? null : i / 10m)).Array[categories]
                        ).Array[series]
                    )
                    .Select(
                        (names, values) =>
                            (Block)
                                new Chart(
                                    [.. names],
                                    [.. values.Select(each => new ChartSeries(each.Item1, [.. each.Item2]))]
                                )
                    )
        );

    private static readonly Picture Shown = new(Pictures.Drawing(60, 40), "图") { Caption = "图1" };

    private static readonly Gen<Block> Block = Gen.Frequency(
        (10, Runs.Select(runs => (Block)new Paragraph(runs))),
        (4, Heading),
        (2, Table),
        (1, Gen.Select(Table, table => (Block)((Table)table with { IsLandscape = true }))),
        (1, Chart),
        (1, Gen.Const((Block)Shown))
    );

    private static readonly Gen<ImmutableArray<Block>> Blocks = Block.Array[1, 25].Select(ImmutableArray.Create);

    private static readonly Gen<DateOnly> Day = Gen.Int[0, 40_000].Select(day => new DateOnly(1990, 1, 1).AddDays(day));

    /// <summary>The document on pages; null where it was refused as too long, which is the only reason there may be.</summary>
    public static PagedDocument? Paged(OfficialDocument document)
    {
        try
        {
            return document.LayOut();
        }
        catch (DocumentRefusedException refused)
            when (refused.Refusals.All(refusal => refusal.Reason == RefusalReason.TooLong))
        {
            return null;
        }
    }

    public static readonly Gen<OfficialDocument> Document = Gen.Select(
            Gen.OneOf(Samples.All.ToArray()),
            Gen.Select(Short, Text),
            Blocks,
            Day,
            Gen.OneOf(Enum.GetValues<SignatureKind>()),
            Gen.Select(Short, Blocks)
        )
        .Select(
            (form, names, body, day, signed, annex) =>
                form with
                {
                    Title = names.Item2,
                    Addressee = names.Item1,
                    Body = body,
                    Date = day,
                    Signature = new Signature(names.Item1) { Kind = signed },
                    Annexes = [new Annex(annex.Item1) { Body = annex.Item2 }],
                }
        );
}

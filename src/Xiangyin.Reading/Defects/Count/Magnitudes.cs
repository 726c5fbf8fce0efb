using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Xiangyin.Reading;

/// <summary>
/// What a township can hardly have (1万千米道路, 满意率980%), and reports without any quantity. Not: a county's or a city's report, plans and notices, a short text, a share that
/// may exceed the whole (完成率), metres.
/// </summary>
internal sealed partial class Magnitudes(RuleBook book) : Rule
{
    private const int ShortReport = 600;
    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create("，。；、：\n");

    private readonly ILookup<string, (Regex What, decimal Most)> limits = book["count/magnitude"]
        .List("limits")
        .ToLookup(
            limit => limit.Word,
            limit =>
                (
                    new Regex(limit["pattern"]!),
                    decimal.Parse(limit["most"]!, NumberStyles.Number, CultureInfo.InvariantCulture)
                )
        );

    public override IReadOnlyList<string> Ids { get; } = ["count/magnitude", "count/none"];

    public override void Look(Paper paper, Findings findings)
    {
        foreach (var quantity in paper.Document.Quantities)
        {
            LookAt(quantity, paper, findings);
        }

        if (
            paper.Document.Title is { } title
            && paper.Plain.Length >= ShortReport
            && Report().IsMatch(paper.Tenor.Title)
            && !paper.Tenor.IsPlan
            && !paper.Document.Quantities.Any(Counts)
        )
        {
            findings.Add("count/none", title.Span);
        }
    }

    private void LookAt(Quantity quantity, Paper paper, Findings findings)
    {
        foreach (var (what, most) in limits[quantity.Unit])
        {
            if (
                (quantity.High ?? quantity.Value) > most
                && what.IsMatch(Clause(paper, quantity))
                && IsATownships(paper, most)
            )
            {
                findings.Add(
                    "count/magnitude",
                    quantity.Span,
                    null,
                    quantity.Text,
                    most.ToString(CultureInfo.InvariantCulture) + quantity.Counter
                );
            }
        }
    }

    // A share of the whole is no more than the whole anywhere.
    private static bool IsATownships(Paper paper, decimal most) =>
        most <= 100
        || Township().Count(paper.Plain) + (TownshipInTitle().IsMatch(paper.Tenor.Title) ? 1 : 0)
            > Larger().Count(paper.Plain);

    // From the mark before it to the mark behind it: what is counted may stand on either side.
    private static string Clause(Paper paper, Quantity quantity)
    {
        var plain = paper.Plain;
        var (from, to) = (
            paper.Document.Plain.PlaceOf(quantity.Span.Start),
            paper.Document.Plain.PlaceOf(quantity.Span.End)
        );
        var before = plain.AsSpan(0, from).LastIndexOfAny(ClauseEnds) + 1;
        var after = plain.AsSpan(to).IndexOfAny(ClauseEnds);
        return plain[before..(after < 0 ? plain.Length : to + after)];
    }

    private static bool Counts(Quantity quantity) =>
        quantity
            is { Value: not null, Nature: QuantityNature.Done or QuantityNature.Profile, Unit: not ("方面" or "点") };

    [GeneratedRegex("总结|汇报|报告|情况")]
    private static partial Regex Report();

    [GeneratedRegex("[我全本](?:镇|乡|街道|村|社区)")]
    private static partial Regex Township();

    [GeneratedRegex("[\u4e00-\u9fff](?:镇|乡|街道|村|社区)")]
    private static partial Regex TownshipInTitle();

    [GeneratedRegex("[我全本](?:县|市|区|省|州|旗)(?![级里])")]
    private static partial Regex Larger();
}

using System.Globalization;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Features.Reports;

/// <summary>
/// On what a sentence depends: <c>FIGURE complete</c>, <c>FIGURE incomplete</c>, <c>FIGURE known</c>, <c>FIGURE &gt;= 2</c>,
/// <c>FIGURE &gt; FIGURE</c>, <c>LIST any</c>, <c>item answered</c>, <c>whole-year</c>; with <c>not</c> before it the contrary.
/// </summary>
internal sealed record Condition
{
    private static readonly string[] Operators = [">=", "<=", "!=", ">", "<", "="];

    private Condition() { }

    private bool Negated { get; init; }

    private string Left { get; init; } = "";

    private string Test { get; init; } = "";

    private string Right { get; init; } = "";

    /// <summary>Reads a condition as written.</summary>
    /// <exception cref="FormatException">It can't be read; the message names the word.</exception>
    public static Condition Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var negated = words is ["not", ..];
        words = negated ? words[1..] : words;
        var at = Array.FindIndex(words, Operators.Contains);
        var condition =
            at > 0 && at < words.Length - 1
                ? new Condition
                {
                    Negated = negated,
                    Left = string.Join(' ', words[..at]),
                    Test = words[at],
                    Right = string.Join(' ', words[(at + 1)..]),
                }
                : words switch
                {
                    ["item", "answered"] => new Condition
                    {
                        Negated = negated,
                        Left = "",
                        Test = "answered",
                    },
                    ["whole-year"] => new Condition
                    {
                        Negated = negated,
                        Left = "",
                        Test = "whole-year",
                    },
                    [var list, "any"] => new Condition
                    {
                        Negated = negated,
                        Left = list,
                        Test = "any",
                    },
                    [_, .., "complete" or "incomplete" or "known"] => new Condition
                    {
                        Negated = negated,
                        Left = string.Join(' ', words[..^1]),
                        Test = words[^1],
                    },
                    _ => throw new FormatException(text),
                };
        _ = condition.Figures(2000).ToList();
        return condition;
    }

    /// <summary>The list that it asks; none if it asks figures.</summary>
    public string? List => Test == "any" ? Left : null;

    /// <summary>The figures that it asks.</summary>
    public IEnumerable<BoundFigure> Figures(int year)
    {
        if (Test is "any" or "answered" or "whole-year")
        {
            yield break;
        }

        yield return BoundFigure.Parse(Left, year);
        if (Right.Length > 0 && Number(Right) is null)
        {
            yield return BoundFigure.Parse(Right, year);
        }
    }

    /// <summary>Whether it holds. A value that is not known is neither more nor less than anything.</summary>
    public bool Holds(Facts facts) => HoldsPlainly(facts) != Negated;

    private bool HoldsPlainly(Facts facts)
    {
        switch (Test)
        {
            case "whole-year":
                return facts.Scope.IsWholeYear;
            case "answered":
                return facts.Item is { Answers.Count: > 0 };
            case "any":
                return facts.Lists.GetValueOrDefault(Left) is { Count: > 0 };
        }

        var figure = facts.Find(BoundFigure.Parse(Left, facts.Scope.Year));
        return Test switch
        {
            "complete" => figure?.Completeness.Complete == true,
            "incomplete" => figure?.Completeness.Complete == false,
            "known" => figure?.Amount.Value is not null,
            _ => figure?.Amount.Value is { } left
                && (Number(Right) ?? facts.Find(BoundFigure.Parse(Right, facts.Scope.Year))?.Amount.Value) is { } right
                && Compare(left, right),
        };
    }

    private bool Compare(decimal left, decimal right) =>
        Test switch
        {
            ">" => left > right,
            ">=" => left >= right,
            "<" => left < right,
            "<=" => left <= right,
            "=" => left == right,
            _ => left != right,
        };

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;
}

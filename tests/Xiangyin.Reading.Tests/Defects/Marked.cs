using System.Text;
using Xunit;

namespace Xiangyin.Reading.Tests;

/// <summary>
/// A small language for rules: <c>⟦…⟧</c> is what must be found, <c>⟦截止目前→截至目前⟧</c> with its fix. Text without a mark must give nothing by that rule.
/// </summary>
internal static class Marked
{
    public static void Holds(string rule, string marked, CheckOptions? options = null)
    {
        var (text, expected) = Unmark(marked.Replace('⏎', '\n'));
        options = (options ?? new()) with
        {
            Rules = (options?.Rules ?? RuleBook.Default).With($"{rule}: {{ on: true }}"),
        };
        var found = new Checker(options).Check(Reader.Read(text)).Where(defect => defect.Rule == rule).ToList();
        Assert.Equal(
            expected.Select(e => (e.Span.In(text), e.Span.Start)),
            found.Select(defect => (defect.Span.In(text), defect.Span.Start))
        );
        Assert.All(
            expected.Zip(found).Where(pair => pair.First.Fix is not null),
            pair => Assert.Equal(pair.First.Fix, pair.Second.Fix)
        );
    }

    private static (string Text, List<(Span Span, string? Fix)> Expected) Unmark(string marked)
    {
        var text = new StringBuilder();
        var expected = new List<(Span, string?)>();
        foreach (var piece in marked.Split('⟦'))
        {
            if (piece.Split('⟧') is not [var what, var after])
            {
                text.Append(piece);
                continue;
            }

            var (found, fix) = what.Split('→') is [var before, var better] ? (before, better) : (what, null);
            expected.Add((new(text.Length, found.Length), fix));
            text.Append(found).Append(after);
        }

        return (text.ToString(), expected);
    }
}

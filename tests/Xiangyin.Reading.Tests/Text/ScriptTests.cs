using Xiangyin.Testing;
using Xunit;

namespace Xiangyin.Reading.Tests.Text;

/// <summary>A text says the same in traditional and in simplified characters.</summary>
public sealed class ScriptTests
{
    private static readonly Dictionary<char, char> Traditional = TraditionalOfSimplified();

    public static TheoryData<string> Documents =>
        [
            .. LabelledCase
                .Read(Repository.PathOf("tests", "Xiangyin.Reading.Tests", "Cases", "seen"))
                .Select(labelled => labelled.Text)
                .Where(text => text.Length > 60),
        ];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Read_OtherScript_SaysTheSame(string text)
    {
        var simplified = Map(text, Script.Fold);
        var traditional = Map(text, c => Traditional.GetValueOrDefault(Script.Fold(c), Script.Fold(c)));

        Assert.Equal(Said(simplified), Said(traditional));
    }

    [Fact]
    public void Fold_CharactersOfEitherScript_AreTheSame() =>
        Assert.Equal("群卫户脱阅为众台于里面余", Script.Fold("羣衞戶脱閲爲衆臺於裏麵餘"));

    private static string Said(string text)
    {
        var read = Reader.Read(text);
        return string.Join(
            '\n',
            read.Quantities.Select(q =>
                    $"{q.Span} {q.Value} {q.High} {q.Approximation} {q.Unit} {Script.Fold(q.Subject)} {q.Per} {q.Nature}"
                )
                .Concat(read.Headings.Select(h => $"{h.Span} {h.Level}"))
                .Concat(read.NotQuantities.Select(n => $"{n.Span} {n.Kind}"))
                .Concat(read.Times.Select(t => $"{t.Span} {t.Kind} {t.From} {t.To}"))
                .Append($"{read.Title?.Span} {read.Issuer?.Span}")
        );
    }

    private static string Map(string text, Func<char, char> map) =>
        string.Concat(text.Select(c => Script.Is(c, CharClass.Han) && !char.IsSurrogate(c) ? map(c) : c));

    private static Dictionary<char, char> TraditionalOfSimplified()
    {
        var traditional = new Dictionary<char, char>();
        foreach (var line in Lexicon.Lines("script.txt"))
        {
            for (var i = 0; i + 1 < line.Length; i += 2)
            {
                traditional.TryAdd(line[i + 1], line[i]);
            }
        }

        return traditional;
    }
}

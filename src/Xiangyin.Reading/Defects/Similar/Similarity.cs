using System.Globalization;

namespace Xiangyin.Reading;

/// <summary>
/// Paragraphs that stand nearly so in a text that the document is compared with. Both are cut into overlapping pieces of a few characters, numbers made alike, and a sample of
/// them compared (winnowing: of every few neighbours the least hash, so that any common stretch of <c>Piece + Window - 1</c> characters is seen). Not: set phrases, short
/// paragraphs.
/// </summary>
internal sealed class Similarity(RuleBook book, IReadOnlyList<ComparedText> compared) : Rule
{
    private const int Piece = 8;
    private const int Window = 4;
    private const int ShortestParagraph = 40;
    private const double Alike = 0.8;

    private readonly string[] phrases =
    [
        .. book["similar/redated"]
            .Words("phrases")
            .Concat(book["similar/copied"].Words("phrases"))
            .Select(p => Normal(Scripts.ToSimplified(p)))
            .OrderByDescending(p => p.Length),
    ];

    private Dictionary<int, List<int>>? index;
    private readonly List<(string Name, string Text, string Normal)> paragraphs = [];

    public override IReadOnlyList<string> Ids { get; } = ["similar/copied", "similar/redated"];

    public override void Look(Paper paper, Findings findings)
    {
        if (compared.Count == 0)
        {
            return;
        }

        lock (paragraphs)
        {
            index ??= Index();
        }

        foreach (var line in Lines.Of(paper.Text))
        {
            var plain = Scripts.Fold(line.In(paper.Text));
            var normal = WithoutPhrases(Normal(plain));
            if (normal.Length < ShortestParagraph || Nearest(normal) is not (var nearest, var share))
            {
                continue;
            }

            var other = paragraphs[nearest];
            var digits = Digits(plain);
            if (other.Normal == normal && digits.Length > 0 && digits != Digits(other.Text))
            {
                findings.Add("similar/redated", line, null, other.Name);
            }
            else
            {
                findings.Add(
                    "similar/copied",
                    line,
                    null,
                    Math.Round(share * 100).ToString(CultureInfo.InvariantCulture),
                    other.Name
                );
            }
        }
    }

    private (int Paragraph, double Share)? Nearest(string normal)
    {
        var sample = Sample(normal);
        var hits = new Dictionary<int, int>();
        foreach (var hash in sample)
        {
            if (index!.TryGetValue(hash, out var places))
            {
                foreach (var paragraph in places)
                {
                    hits[paragraph] = hits.GetValueOrDefault(paragraph) + 1;
                }
            }
        }

        if (hits.Count == 0)
        {
            return null;
        }

        var (best, count) = hits.MaxBy(pair => pair.Value);
        var share = (double)count / sample.Count;
        return share >= Alike ? (best, share) : null;
    }

    private Dictionary<int, List<int>> Index()
    {
        var built = new Dictionary<int, List<int>>();
        foreach (var (name, text) in compared)
        {
            foreach (var line in Lines.Of(text))
            {
                var plain = Scripts.Fold(line.In(text));
                var normal = WithoutPhrases(Normal(plain));
                if (normal.Length < ShortestParagraph)
                {
                    continue;
                }

                foreach (var hash in Sample(normal))
                {
                    if (!built.TryGetValue(hash, out var places))
                    {
                        built[hash] = places = [];
                    }

                    places.Add(paragraphs.Count);
                }

                paragraphs.Add((name, plain, normal));
            }
        }

        return built;
    }

    private static HashSet<int> Sample(string normal)
    {
        var hashes = new int[Math.Max(0, normal.Length - Piece + 1)];
        for (var i = 0; i < hashes.Length; i++)
        {
            hashes[i] = string.GetHashCode(normal.AsSpan(i, Piece), StringComparison.Ordinal);
        }

        var sample = new HashSet<int>();
        for (var i = 0; i + Window <= hashes.Length; i++)
        {
            sample.Add(hashes.AsSpan(i, Window).ToArray().Min());
        }

        return sample;
    }

    // Characters only, every number as 0: what remains when marks, blanks, years and counts change.
    private static string Normal(string text)
    {
        var kept = new System.Text.StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsDigit(c))
            {
                if (kept.Length == 0 || kept[^1] != '0')
                {
                    kept.Append('0');
                }
            }
            else if (Lines.IsChinese(c))
            {
                kept.Append(c);
            }
        }

        return kept.ToString();
    }

    private string WithoutPhrases(string normal)
    {
        foreach (var phrase in phrases)
        {
            normal = normal.Replace(phrase, "", StringComparison.Ordinal);
        }

        return normal;
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsDigit));
}

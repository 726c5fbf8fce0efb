using System.Buffers;
using System.Collections.Frozen;

namespace Xiangyin.Reading;

/// <summary>
/// A word twice in a row: 欢迎欢迎, 为大家为大家. Not: verbs doubled on purpose (研究研究), 一步一步, 笑着笑着, 能不能不, 学习学习再学习, numbers, 处处, words that meet at a border (支部支部书记).
/// </summary>
internal sealed class RepeatedWords(RuleBook book) : Rule
{
    private const int Longest = 8;
    private static readonly SearchValues<char> Numerals = SearchValues.Create("一二三四五六七八九十百千万几零〇两半某");
    private readonly FrozenSet<string> doubled = book["repetition/word"].Words("doubled").ToFrozenSet();

    public override IReadOnlyList<string> Ids { get; } = ["repetition/word"];

    public override void Look(Paper paper, Findings findings)
    {
        var text = paper.Plain;
        for (var i = 0; i + 1 < text.Length; i++)
        {
            if (text[i] < '\u3400')
            {
                continue;
            }

            if (LengthAt(text, i) is > 0 and var length)
            {
                findings.Add(
                    "repetition/word",
                    paper.Origin(i, i + (2 * length)),
                    paper.Show(paper.Origin(i, i + length))
                );
                i += (2 * length) - 1;
            }
        }
    }

    private int LengthAt(string text, int at)
    {
        if (IsDoubledParticle(text, at))
        {
            return 1;
        }

        for (var length = Math.Min(Longest, (text.Length - at) / 2); length >= 2; length--)
        {
            if (
                text[at] == text[at + length]
                && IsRepeated(text.AsSpan(at, 2 * length), length)
                && !IsMeant(text, at, length)
            )
            {
                return length;
            }
        }

        return 0;
    }

    private static bool IsDoubledParticle(string text, int at) =>
        text[at] == text[at + 1]
        && text[at] switch
        {
            '了' => at + 2 >= text.Length
                || (
                    text[at + 2] is not ('之' or '解' or '却' or '结' or '然')
                    && (at == 0 || text[at - 1] is not ('不' or '草'))
                ),
            '达' => at + 2 < text.Length && char.IsAsciiDigit(text[at + 2]),
            '的' => at + 2 >= text.Length || text[at + 2] is not ('确' or '士'),
            '与' or '及' or '副' or '被' or '将' or '把' or '为' or '已' => true,
            _ => false,
        };

    private static bool IsRepeated(ReadOnlySpan<char> both, int length)
    {
        var word = both[..length];
        if (!word.SequenceEqual(both[length..]))
        {
            return false;
        }

        foreach (var c in word)
        {
            if (!Lines.IsChinese(c))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsMeant(string text, int at, int length)
    {
        var word = text.AsSpan(at, length);
        var after = at + (2 * length) < text.Length ? text[at + (2 * length)] : '\0';
        return word.ContainsAny(Numerals)
            || word.Count(word[0]) == length
            || after is '再' or '长' or '书'
            || word[^1] is '着' or '不'
            || doubled.Contains(word.ToString())
            || (length == 2 && at > 0 && text[at - 1] == '再');
    }
}

namespace Xiangyin.Reading;

/// <summary>Where clauses and sentences of the plain text begin and end.</summary>
internal static class Clauses
{
    // Text without marks is no prose: nobody looks further for the beginning of a sentence.
    private const int Longest = 300;

    /// <summary>Whether a mark ends a sentence.</summary>
    public static bool EndsSentence(char c) => c is '。' or '！' or '？' or '\n' or '；' or '…';

    /// <summary>Whether a mark ends a clause.</summary>
    public static bool EndsClause(char c) => c is '，' or '：' || EndsSentence(c);

    /// <summary>Where the clause of a place begins.</summary>
    public static int ClauseStart(string text, int at)
    {
        var least = Math.Max(0, at - Longest);
        while (at > least && !EndsClause(text[at - 1]))
        {
            at--;
        }

        return at;
    }

    /// <summary>Where the clause of a place ends: at its mark.</summary>
    public static int ClauseEnd(string text, int at)
    {
        var most = Math.Min(text.Length, at + Longest);
        while (at < most && !EndsClause(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>Where the sentence of a place begins.</summary>
    public static int SentenceStart(string text, int at)
    {
        var least = Math.Max(0, at - Longest);
        while (at > least && !EndsSentence(text[at - 1]))
        {
            at--;
        }

        return at;
    }
}

namespace Xiangyin.Documents;

/// <summary>The words that sources use for the model's choices, in Chinese and in English.</summary>
internal static class SourceWords
{
    public static readonly (string Word, DocumentForm Value)[] Forms =
    [
        ("work-report", DocumentForm.WorkReport),
        ("red-head", DocumentForm.RedHead),
        ("letter", DocumentForm.Letter),
        ("order", DocumentForm.Order),
        ("minutes", DocumentForm.Minutes),
        ("工作报告", DocumentForm.WorkReport),
        ("红头", DocumentForm.RedHead),
        ("信函", DocumentForm.Letter),
        ("命令", DocumentForm.Order),
        ("纪要", DocumentForm.Minutes),
    ];

    public static readonly (string Word, Script Value)[] Scripts =
    [
        ("simplified", Script.Simplified),
        ("traditional", Script.Traditional),
        ("简体", Script.Simplified),
        ("繁體", Script.Traditional),
        ("繁体", Script.Traditional),
    ];

    public static readonly (string Word, SignatureKind Value)[] Signatures =
    [
        ("unsealed", SignatureKind.Unsealed),
        ("sealed", SignatureKind.Sealed),
        ("stamp", SignatureKind.Stamp),
        ("不盖章", SignatureKind.Unsealed),
        ("盖章", SignatureKind.Sealed),
        ("签名章", SignatureKind.Stamp),
    ];

    public static readonly (string Word, CellAlign Value)[] Aligns =
    [
        ("start", CellAlign.Start),
        ("centre", CellAlign.Centre),
        ("end", CellAlign.End),
    ];

    /// <summary>The choice that a word names; what may be said instead when it names none.</summary>
    public static T? Find<T>((string Word, T Value)[] words, string word, out string choices)
        where T : struct
    {
        choices = string.Join(", ", words.Select(known => known.Word));
        foreach (var known in words)
        {
            if (string.Equals(known.Word, word, StringComparison.OrdinalIgnoreCase))
                return known.Value;
        }
        return null;
    }
}

namespace Xiangyin.Documents;

/// <summary>The words that GB/T 9704-2012 prescribes and the writers add.</summary>
internal sealed record Words(
    string Annex,
    string CopyTo,
    string Signatory,
    string Printed,
    string Verify,
    string Language
)
{
    private static readonly Words Simplified = new("附件", "抄送：", "签发人：", "印发", "扫码核验", "zh-CN");

    // The tag is the one that word processors know for traditional glyphs; it chooses fonts and spelling, not a place.
    private static readonly Words Traditional = new("附件", "抄送：", "簽發人：", "印發", "掃碼核驗", "zh-TW");

    public static Words Of(Script script) => script == Script.Traditional ? Traditional : Simplified;
}

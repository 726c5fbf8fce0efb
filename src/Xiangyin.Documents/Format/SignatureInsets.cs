namespace Xiangyin.Documents;

/// <summary>How far signer and date stand from the right edge, in characters (GB/T 9704-2012 §7.3.5).</summary>
internal readonly record struct SignatureInsets(SignatureKind? Kind, double LastSigner, double DateWidth)
{
    public static SignatureInsets Of(OfficialDocument document) =>
        new(
            document.Signature?.Kind,
            document.Signature is { } signature ? TextWidth.Of(signature.Signers[^1]) : 0,
            TextWidth.Of(Numerals.Day(document.Date))
        );

    /// <summary>The date's inset. Unsealed, it starts two characters to the right of the signer, or ends two from the edge.</summary>
    public double Date =>
        Kind switch
        {
            SignatureKind.Unsealed => DateIsLonger ? 2 : LastSigner - DateWidth,
            SignatureKind.Sealed => Math.Max(4, (LastSigner - DateWidth) / 2),
            _ => 4,
        };

    /// <summary>The inset of a signer.</summary>
    public double Signer(Element signer) =>
        Kind switch
        {
            SignatureKind.Unsealed => DateIsLonger ? 4 + DateWidth - LastSigner : 2,
            SignatureKind.Sealed => Math.Max(0, Date + ((DateWidth - TextWidth.Of(PlainText.Of(signer.Text))) / 2)),
            _ => 4,
        };

    private bool DateIsLonger => DateWidth > LastSigner;
}

namespace Xiangyin.Documents;

/// <summary>Where a seal goes (GB/T 9704-2012 §7.3.5.1): upright, over signer and date, its top within a line of the text.</summary>
/// <param name="Page">The page, from 1.</param>
/// <param name="X">The centre, mm from the paper's left.</param>
/// <param name="Y">The centre, mm from the paper's top.</param>
/// <param name="Diameter">In mm.</param>
/// <param name="Signer">Whose seal.</param>
public sealed record SealPlace(int Page, double X, double Y, double Diameter, string Signer);

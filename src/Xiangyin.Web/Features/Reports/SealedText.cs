using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Features.Reports;

/// <summary>A report's text as it is sealed: words and figures as printed, and which figure stands where. It names no person.</summary>
internal sealed record SealedText(
    string Outline,
    int OutlineVersion,
    long Unit,
    int Year,
    DateOnly CutOff,
    LocalText Title,
    LocalText Signer,
    IReadOnlyList<SealedSection> Sections
)
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    public string ToJson() => JsonSerializer.Serialize(this, Options);

    /// <summary>
    /// A report printed again as known when it was frozen, with every character as it was sealed: whatever the program or the catalogue learned
    /// since, what was frozen reads as it did.
    /// </summary>
    public Sheet Over(Sheet printed)
    {
        var sealedParagraphs = Sections.SelectMany(s => s.Paragraphs).ToDictionary(p => p.Id);
        return printed with
        {
            Findings = [],
            Sections =
            [
                .. printed.Sections.Select(s =>
                    s with
                    {
                        Paragraphs =
                        [
                            .. s.Paragraphs.Select(p =>
                                sealedParagraphs[p.Paragraph.Id] is { } kept
                                && (p.Language == "zh-Hant" ? kept.Hant : kept.Hans) is { } pieces
                                    ? p with
                                    {
                                        Pieces = [.. p.Pieces.Zip(pieces, Over)],
                                    }
                                    : p
                            ),
                        ],
                    }
                ),
            ],
        };
    }

    private static Printed Over(Printed printed, SealedPiece kept) =>
        printed switch
        {
            PrintedFigure figure => figure with
            {
                Before = kept.Before ?? "",
                Text = kept.Text,
                After = kept.After ?? "",
            },
            _ => printed,
        };

    public static SealedText FromJson(string json) => JsonSerializer.Deserialize<SealedText>(json, Options)!;
}

/// <summary>A section with its heading as printed.</summary>
internal sealed record SealedSection(
    string Id,
    int Level,
    LocalText? Heading,
    IReadOnlyList<SealedParagraph> Paragraphs
);

/// <summary>A paragraph in simplified Chinese, and in traditional where the outline gave it.</summary>
internal sealed record SealedParagraph(Guid Id, IReadOnlyList<SealedPiece> Hans, IReadOnlyList<SealedPiece>? Hant);

/// <summary>Words, or a figure: its number in <c>figures.json</c> from 0, what it prints, and what stands before and after it.</summary>
internal sealed record SealedPiece(
    string Text,
    int? Figure = null,
    int? Against = null,
    string? Bound = null,
    string? Before = null,
    string? After = null
);

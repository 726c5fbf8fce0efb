using System.Collections.Immutable;

namespace Xiangyin.Documents;

/// <summary>
/// An official document (公文) by its meaning: who says what to whom, when and signed by whom. It has no fonts, sizes or
/// pages; those follow from GB/T 9704-2012 when it is written by <see cref="DocumentWriter"/>.
/// </summary>
/// <remarks>
/// Immutable and safe to share between threads. Nothing in a written file comes from the clock or the machine: the same
/// document gives the same bytes. Text may be simplified or traditional and is never converted.
/// </remarks>
public sealed record OfficialDocument
{
    /// <summary>The form, which decides the head. A plain work report unless said otherwise.</summary>
    public DocumentForm Form { get; init; } = DocumentForm.WorkReport;

    /// <summary>The script of the words that the writers add themselves (附件, 抄送, 年月日).</summary>
    public Script Script { get; init; } = Script.Simplified;

    /// <summary>
    /// The head (版头, §7.2). Needed by every form but <see cref="DocumentForm.WorkReport"/>, which has none.
    /// </summary>
    public DocumentHead? Head { get; init; }

    /// <summary>
    /// The title (标题, §7.3.1). A line feed is kept as the author's own break; otherwise a long title is broken by meaning.
    /// </summary>
    public required string Title { get; init; }

    /// <summary>The addressee (主送机关, §7.3.2), with or without its closing colon. Null where there is none.</summary>
    public string? Addressee { get; init; }

    /// <summary>The text (正文, §7.3.3), in reading order.</summary>
    public required ImmutableArray<Block> Body { get; init; }

    /// <summary>The annexes (附件, §7.3.4 and §7.3.6). Those without a body are named after the text only.</summary>
    public ImmutableArray<Annex> Annexes { get; init; } = [];

    /// <summary>Who was there, who was excused and who sat in (§10.3), below the text. For minutes.</summary>
    public ImmutableArray<Attendance> Attendances { get; init; } = [];

    /// <summary>Who signs (发文机关署名, §7.3.5). Null where the form has no signature, as minutes do.</summary>
    public Signature? Signature { get; init; }

    /// <summary>The day the document was made (成文日期, §7.3.5.4). Also the date inside every written file.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>The note (附注, §7.3.7), without its brackets.</summary>
    public string? Note { get; init; }

    /// <summary>Copies and printing (版记, §7.4), at the foot of the last page. Null leaves it out.</summary>
    public Colophon? Colophon { get; init; }

    /// <summary>
    /// Where a reader of the paper can check it: an absolute http or https address, set as a QR code in the last page's
    /// bottom margin. Null leaves it out. The standard knows no such code; nothing of the type area moves for it.
    /// </summary>
    public Uri? Verification { get; init; }
}

/// <summary>The forms of GB/T 9704-2012, and the plain one most reports use.</summary>
public enum DocumentForm
{
    /// <summary>A work report without a red head: title, text, signer and date.</summary>
    WorkReport,

    /// <summary>The general form with a red head (文件格式, §7).</summary>
    RedHead,

    /// <summary>A letter (信函格式, §10.1): red double rules, no number on the first page.</summary>
    Letter,

    /// <summary>An order (命令（令）格式, §10.2).</summary>
    Order,

    /// <summary>Minutes of a meeting (纪要格式, §10.3).</summary>
    Minutes,
}

/// <summary>The characters in which the words that the writers add are written.</summary>
public enum Script
{
    /// <summary>简体.</summary>
    Simplified,

    /// <summary>繁體, with Mainland terms.</summary>
    Traditional,
}

/// <summary>The head of a document (版头, GB/T 9704-2012 §7.2).</summary>
/// <param name="Mark">
/// The issuer's mark (发文机关标志) exactly as printed in red: 某某镇人民政府文件, 某某镇人民政府 on a letter, 会议纪要 on minutes.
/// </param>
/// <param name="Number">The document's number (发文字号): 桐政发〔2026〕12号; 第3号 on an order. Null leaves it out.</param>
public sealed record DocumentHead(string Mark, string? Number = null)
{
    /// <summary>The copy's serial number (份号, §7.2.1), printed with six digits: 1 to 999,999.</summary>
    public int? CopyNumber { get; init; }

    /// <summary>Secrecy and its term (密级和保密期限, §7.2.2), as printed: 秘密★1年.</summary>
    public string? Secrecy { get; init; }

    /// <summary>Urgency (紧急程度, §7.2.3), as printed: 特急 or 加急.</summary>
    public string? Urgency { get; init; }

    /// <summary>
    /// The names of those who sign a document that goes upward (签发人, §7.2.6). With any, the number moves to the left.
    /// </summary>
    public ImmutableArray<string> Signatories { get; init; } = [];
}

/// <summary>Who signs and how it stands on the page (GB/T 9704-2012 §7.3.5).</summary>
/// <param name="Signers">One or more issuers, one to a line.</param>
public sealed record Signature(params ImmutableArray<string> Signers)
{
    /// <summary>Unsealed by default, as on a report sent electronically.</summary>
    public SignatureKind Kind { get; init; } = SignatureKind.Unsealed;

    /// <summary>The signing person's office (职务) before a signature stamp: 镇长. Only with <see cref="SignatureKind.Stamp"/>.</summary>
    public string? Office { get; init; }

    /// <summary>
    /// The seal's diameter, mm, for which room is left: 42 for towns and counties. Only with <see cref="SignatureKind.Sealed"/>;
    /// <see cref="PagedDocument.Seals"/> says where each seal goes.
    /// </summary>
    public double SealDiameter { get; init; } = 42;
}

/// <summary>The three ways of signing in GB/T 9704-2012.</summary>
public enum SignatureKind
{
    /// <summary>不加盖印章 (§7.3.5.2): signer two characters in from the right, the date two to the right of the signer's start.</summary>
    Unsealed,

    /// <summary>加盖印章 (§7.3.5.1): date four characters in from the right, signer centred over it, room for the seal.</summary>
    Sealed,

    /// <summary>加盖签发人签名章 (§7.3.5.3): two blank lines, four characters in, the date a blank line below.</summary>
    Stamp,
}

/// <summary>An annex (附件): its title, and its text when it is bound with the document.</summary>
/// <param name="Title">The title without number or punctuation at its end (§7.3.4).</param>
public sealed record Annex(string Title)
{
    /// <summary>The annex itself, on a page of its own (§7.3.6). Empty when it is only named.</summary>
    public ImmutableArray<Block> Body { get; init; } = [];
}

/// <summary>A line of minutes that names people (GB/T 9704-2012 §10.3).</summary>
/// <param name="Label">出席, 请假 or 列席, without a colon.</param>
/// <param name="Names">Names with their offices, as printed.</param>
public sealed record Attendance(string Label, string Names);

/// <summary>Copies and printing (版记, GB/T 9704-2012 §7.4).</summary>
public sealed record Colophon
{
    /// <summary>Who gets a copy (抄送机关, §7.4.2), without the label; its closing 。 is added where it is missing.</summary>
    public string? CopyTo { get; init; }

    /// <summary>Who printed it (印发机关, §7.4.3).</summary>
    public required string PrintedBy { get; init; }

    /// <summary>The day it was printed (印发日期, §7.4.3).</summary>
    public required DateOnly PrintedOn { get; init; }
}

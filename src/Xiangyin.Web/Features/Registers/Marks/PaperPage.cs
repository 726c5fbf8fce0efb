namespace Xiangyin.Web.Features.Registers.Marks;

/// <summary>A place on the paper, in millimetres from its top left corner.</summary>
internal readonly record struct Spot(double X, double Y);

/// <summary>A part of the paper, in millimetres from its top left corner.</summary>
internal readonly record struct Area(double X, double Y, double Width, double Height);

/// <summary>A ring to be filled in, and what it means when it is.</summary>
internal sealed record Bubble(string Value, double X, double Y);

/// <summary>How a field is filled in.</summary>
internal enum FieldForm
{
    /// <summary>Columns of ten rings, a digit each, the highest first; a column without a mark before the first marked one is a nought.</summary>
    Number,

    /// <summary>One ring of several.</summary>
    Choice,

    /// <summary>One ring: filled in or not.</summary>
    Tick,

    /// <summary>A box for handwriting, which a person reads.</summary>
    Ink,
}

/// <summary>Something to be filled in.</summary>
/// <param name="Id">Unique on the page: <c>1.measure.copies</c>.</param>
/// <param name="Form">How.</param>
/// <param name="Area">What is cut out of the picture as the ink behind the value.</param>
/// <param name="Groups">Rings of which at most one is filled in: a digit's ten, a choice's options, a tick's one; none for ink.</param>
internal sealed record PaperField(string Id, FieldForm Form, Area Area, IReadOnlyList<IReadOnlyList<Bubble>> Groups);

/// <summary>A page as it is printed and as it is read: the same numbers, so that what is printed is what is looked for.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Fields">All that can be filled in.</param>
internal sealed record PaperPage(int Number, IReadOnlyList<PaperField> Fields)
{
    /// <summary>A4.</summary>
    public const double Width = 210;

    /// <summary>A4.</summary>
    public const double Height = 297;

    /// <summary>Half the inner width of a ring.</summary>
    public const double Radius = 1.8;

    /// <summary>How thick a ring is printed.</summary>
    public const double Stroke = 0.22;

    /// <summary>The side of one of the seven cells of a bullseye: so much larger than a module of the code that its eyes are not taken for it.</summary>
    public const double Cell = 1.5;

    /// <summary>The QR code with its quiet zone.</summary>
    public static Area Code { get; } = new(146, 10, 38, 38);

    /// <summary>The middles of the bullseyes: the corners, and halfway down the long edges, where a folded page breaks.</summary>
    public static IReadOnlyList<Spot> Bullseyes { get; } =
    [new(14, 14), new(196, 14), new(14, 148.5), new(196, 148.5), new(14, 283), new(196, 283)];
}

namespace Xiangyin.Web.Demonstration;

/// <summary>Colours of the drawings, by their number in the palette.</summary>
internal enum Ink : byte
{
    Paper,
    Shade,
    Sky,
    Ground,
    Grass,
    Leaf,
    Wood,
    Wall,
    Roof,
    Cloth,
    Cloth2,
    Cloth3,
    Skin,
    Dark,
    Grey,
    Light,
}

/// <summary>A sheet to draw on with whole numbers only, so that every machine draws the same.</summary>
internal sealed class Canvas
{
    public const int Width = 480;
    public const int Height = 320;

    private static readonly int[] Palette =
    [
        0xFBF8F1,
        0xE9E2D3,
        0xD5E3E8,
        0xD9CDB4,
        0xB9CBA3,
        0x6F9166,
        0xA67F55,
        0xEADFC8,
        0x7C6A5B,
        0x4F7087,
        0xB98A3E,
        0x7F9C88,
        0xE3BE9B,
        0x33312D,
        0x8D8880,
        0xFFFFFF,
    ];

    private readonly byte[] pixels = new byte[Width * Height];

    public byte[] ToPng() => Png.Write(Width, Height, pixels, Palette);

    public void Box(int x, int y, int width, int height, Ink ink)
    {
        for (var row = Math.Max(0, y); row < Math.Min(Height, y + height); row++)
        {
            var from = Math.Clamp(x, 0, Width);
            var to = Math.Clamp(x + width, 0, Width);
            pixels.AsSpan((row * Width) + from, Math.Max(0, to - from)).Fill((byte)ink);
        }
    }

    public void Disc(int x, int y, int radius, Ink ink)
    {
        for (var dy = -radius; dy <= radius; dy++)
        {
            var half = 0;
            while (((half + 1) * (half + 1)) + (dy * dy) <= radius * radius)
            {
                half++;
            }

            Box(x - half, y + dy, (2 * half) + 1, 1, ink);
        }
    }

    /// <summary>A filled shape with straight sides.</summary>
    public void Shape(Ink ink, params ReadOnlySpan<(int X, int Y)> corners)
    {
        int top = int.MaxValue,
            bottom = int.MinValue;
        foreach (var (_, y) in corners)
        {
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
        }

        var crossings = new List<int>();
        for (var y = top; y < bottom; y++)
        {
            crossings.Clear();
            for (var i = 0; i < corners.Length; i++)
            {
                var (a, b) = (corners[i], corners[(i + 1) % corners.Length]);
                if (a.Y <= y != b.Y <= y)
                {
                    crossings.Add(a.X + ((y - a.Y) * (b.X - a.X) / (b.Y - a.Y)));
                }
            }

            crossings.Sort();
            for (var i = 0; i + 1 < crossings.Count; i += 2)
            {
                Box(crossings[i], y, crossings[i + 1] - crossings[i], 1, ink);
            }
        }
    }

    public void Line(int x1, int y1, int x2, int y2, int thick, Ink ink)
    {
        var steps = Math.Max(1, Math.Max(Math.Abs(x2 - x1), Math.Abs(y2 - y1)));
        for (var i = 0; i <= steps; i++)
        {
            Box(
                x1 + ((x2 - x1) * i / steps) - (thick / 2),
                y1 + ((y2 - y1) * i / steps) - (thick / 2),
                thick,
                thick,
                ink
            );
        }
    }

    /// <summary>A person from the chest up or, with <paramref name="legs"/>, whole; <paramref name="y"/> is the top of the head.</summary>
    public void Person(int x, int y, int size, Ink clothes, bool legs = false)
    {
        Disc(x, y + size, size, Ink.Dark);
        Disc(x, y + size + (size / 4), size * 4 / 5, Ink.Skin);
        Shape(
            clothes,
            (x - (size / 2), y + (2 * size)),
            (x + (size / 2), y + (2 * size)),
            (x + (size * 8 / 5), y + (3 * size)),
            (x + (size * 8 / 5), y + (5 * size)),
            (x - (size * 8 / 5), y + (5 * size)),
            (x - (size * 8 / 5), y + (3 * size))
        );
        if (legs)
        {
            Box(x - size, y + (5 * size), (size * 4 / 5) + 1, 3 * size, Ink.Dark);
            Box(x + (size / 5), y + (5 * size), (size * 4 / 5) + 1, 3 * size, Ink.Dark);
        }
    }

    /// <summary>The two characters 演示, stroke by stroke, on a plate in the corner: nobody shall take a drawing for a photograph.</summary>
    public void LabelAsDemonstration()
    {
        const int Left = Width - 108;
        const int Top = Height - 62;
        Box(Left - 8, Top - 6, 108, 60, Ink.Light);
        Box(Left - 8, Top - 6, 108, 2, Ink.Dark);
        Box(Left - 8, Top - 6, 2, 60, Ink.Dark);
        // In a square of 24: from, to.
        ReadOnlySpan<(int, int, int, int)> yan =
        [
            (2, 3, 5, 5),
            (1, 9, 4, 11),
            (1, 21, 6, 14),
            (15, 1, 16, 3),
            (8, 4, 23, 4),
            (8, 4, 7, 7),
            (23, 4, 22, 7),
            (10, 8, 21, 8),
            (10, 11, 21, 11),
            (10, 11, 10, 18),
            (21, 11, 21, 18),
            (15, 8, 15, 18),
            (10, 14, 21, 14),
            (10, 18, 21, 18),
            (13, 19, 9, 23),
            (18, 19, 22, 23),
        ];
        ReadOnlySpan<(int, int, int, int)> shi =
        [
            (5, 3, 19, 3),
            (2, 9, 22, 9),
            (12, 9, 12, 22),
            (12, 22, 9, 21),
            (7, 13, 3, 20),
            (17, 13, 21, 20),
        ];
        foreach (var (x1, y1, x2, y2) in yan)
        {
            Line(Left + (x1 * 2), Top + (y1 * 2), Left + (x2 * 2), Top + (y2 * 2), 3, Ink.Dark);
        }

        foreach (var (x1, y1, x2, y2) in shi)
        {
            Line(Left + 50 + (x1 * 2), Top + (y1 * 2), Left + 50 + (x2 * 2), Top + (y2 * 2), 3, Ink.Dark);
        }
    }
}

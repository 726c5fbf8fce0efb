using System.Globalization;
using QRCoder;
using ZXing;
using ZXing.Common;
using ZXing.QrCode.Internal;

namespace Xiangyin.Web.Features.Registers.Marks;

/// <summary>What the QR code of a page says.</summary>
/// <param name="Number">The register's number: ten letters and digits.</param>
/// <param name="Kind">The kind that it records.</param>
/// <param name="Unit">The unit's number.</param>
/// <param name="On">The day.</param>
/// <param name="Page">Which page of it.</param>
internal sealed record RegisterCode(string Number, string Kind, long Unit, DateOnly On, int Page)
{
    /// <summary>Modules on a side: version 4, of which a seventh may be dirty.</summary>
    public const int Modules = 33;

    /// <summary>The side of a module, in millimetres.</summary>
    public const double Module = 0.96;

    /// <summary>The white around it, in millimetres.</summary>
    public const double Quiet = 3.16;

    private const string Mark = "XY";

    /// <summary>The code's modules, row by row; true is black.</summary>
    public bool[,] Draw()
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(ToString(), QRCodeGenerator.ECCLevel.M, requestedVersion: 4);
        var rows = code.ModuleMatrix;
        // The generator adds its own quiet zone.
        var quiet = (rows.Count - Modules) / 2;
        var modules = new bool[Modules, Modules];
        for (var y = 0; y < Modules; y++)
        {
            for (var x = 0; x < Modules; x++)
            {
                modules[y, x] = rows[y + quiet][x + quiet];
            }
        }

        return modules;
    }

    /// <summary>Reads what a code said; none when it is no register's.</summary>
    public static RegisterCode? Parse(string? text) =>
        text?.Split('/') is [Mark, { Length: 10 } number, var kind, var unit, var day, var page]
        && long.TryParse(unit, NumberStyles.None, CultureInfo.InvariantCulture, out var u)
        && DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on)
        && int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var p)
            ? new(number, kind, u, on, p)
            : null;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Mark}/{Number}/{Kind}/{Unit}/{On:yyyyMMdd}/{Page}");

    /// <summary>Reads the code where a page would have it, module by module, even where a crease runs through its eyes; none when it is not there.</summary>
    public static string? ReadAt(Picture picture, PageInPicture page)
    {
        var shades = new double[Modules * Modules];
        for (var i = 0; i < shades.Length; i++)
        {
            for (var part = 0; part < 9; part++)
            {
                var x = (i % Modules) + 0.5 + (((part % 3) - 1) * 0.25);
                var y = (i / Modules) + 0.5 + (((part / 3) - 1) * 0.25);
                var point = page.Of(
                    new(PaperPage.Code.X + Quiet + (x * Module), PaperPage.Code.Y + Quiet + (y * Module))
                );
                shades[i] += picture.At(point.X, point.Y) / 9;
            }
        }

        var modules = new BitMatrix(Modules, Modules);
        for (var y = 0; y < Modules; y++)
        {
            for (var x = 0; x < Modules; x++)
            {
                modules[x, y] = shades[(y * Modules) + x] < Between(shades, x, y);
            }
        }

        return new Decoder().decode(modules, new Dictionary<DecodeHintType, object>())?.Text;
    }

    /// <summary>Halfway between the darkest and the lightest nearby, so that a shadow's edge does not matter.</summary>
    private static double Between(double[] shades, int x, int y)
    {
        const int Near = 5;
        var (low, high) = (double.MaxValue, double.MinValue);
        for (var row = Math.Max(0, y - Near); row <= Math.Min(Modules - 1, y + Near); row++)
        {
            for (var column = Math.Max(0, x - Near); column <= Math.Min(Modules - 1, x + Near); column++)
            {
                low = Math.Min(low, shades[(row * Modules) + column]);
                high = Math.Max(high, shades[(row * Modules) + column]);
            }
        }

        return (low + high) / 2;
    }
}

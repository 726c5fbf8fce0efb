using QRCoder;

namespace Xiangyin.Documents;

/// <summary>An address as a QR code (ISO/IEC 18004), as dark squares.</summary>
internal static class QrCode
{
    /// <summary>Rows of modules, true where dark, without the quiet zone.</summary>
    public static bool[][] Of(Uri address)
    {
        using var maker = new QRCodeGenerator();
        using var code = maker.CreateQrCode(address.AbsoluteUri, QRCodeGenerator.ECCLevel.M);
        const int quiet = 4; // the library's own margin
        var size = code.ModuleMatrix.Count - (2 * quiet);
        return
        [
            .. Enumerable
                .Range(quiet, size)
                .Select(y => Enumerable.Range(quiet, size).Select(x => code.ModuleMatrix[y][x]).ToArray()),
        ];
    }

    /// <summary>The code as a PNG of four pixels a module with its quiet zone, for forms that place no squares.</summary>
    public static byte[] Png(Uri address)
    {
        const int quiet = 4;
        const int pixels = 4;
        var rows = Of(address);
        var size = (rows.Length + (2 * quiet)) * pixels;
        var rgb = new byte[size * size * 3];
        Array.Fill(rgb, (byte)255);
        for (var y = 0; y < size; y++)
        for (var x = 0; x < size; x++)
        {
            var (row, column) = ((y / pixels) - quiet, (x / pixels) - quiet);
            if (row >= 0 && row < rows.Length && column >= 0 && column < rows.Length && rows[row][column])
                rgb.AsSpan(((y * size) + x) * 3, 3).Clear();
        }
        return PngFile.Of(size, size, rgb).File;
    }
}

using System.Collections.Immutable;
using SkiaSharp;

namespace Xiangyin.Documents.Tests;

/// <summary>Pictures drawn for the tests: a dark square in the upper left corner shows which way is up.</summary>
internal static class Pictures
{
    public static ImmutableArray<byte> Photo(int width, int height) => Drawn(width, height, SKEncodedImageFormat.Jpeg);

    public static ImmutableArray<byte> Drawing(int width, int height) => Drawn(width, height, SKEncodedImageFormat.Png);

    /// <summary>A PNG whose header claims so many pixels, and that has none.</summary>
    public static ImmutableArray<byte> Claiming(int width, int height)
    {
        var file = Drawing(8, 8).ToArray();
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
        var sum = System.IO.Hashing.Crc32.HashToUInt32(file.AsSpan(12, 17));
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(29), sum);
        return [.. file];
    }

    private static ImmutableArray<byte> Drawn(int width, int height, SKEncodedImageFormat format)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height));
        surface.Canvas.Clear(SKColors.LightGray);
        using var paint = new SKPaint { Color = SKColors.Maroon };
        surface.Canvas.DrawRect(0, 0, width / 4f, height / 4f, paint);
        using var data = surface.Snapshot().Encode(format, 90);
        return [.. data.ToArray()];
    }
}

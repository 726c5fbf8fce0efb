using System.Buffers.Binary;
using System.Text;

namespace Xiangyin.Documents;

/// <summary>A small ICC profile (version 2.1, matrix and curve) of the sRGB primaries, which PDF/A asks for.</summary>
internal static class ColourProfile
{
    public static byte[] Srgb { get; } = Make();

    private static byte[] Make()
    {
        var description = new byte[12 + 5 + 78];
        Encoding.ASCII.GetBytes("desc", description);
        BinaryPrimitives.WriteInt32BigEndian(description.AsSpan(8), 5);
        Encoding.ASCII.GetBytes("sRGB", description.AsSpan(12));
        var copyright = new byte[8 + 14];
        Encoding.ASCII.GetBytes("text", copyright);
        Encoding.ASCII.GetBytes("Public domain", copyright.AsSpan(8));
        // Bradford-adapted to D50, as the profile connection space has it.
        (string Tag, byte[] Data)[] tags =
        [
            ("desc", description),
            ("cprt", copyright),
            ("wtpt", Xyz(0.9505, 1.0, 1.0891)),
            ("rXYZ", Xyz(0.4361, 0.2225, 0.0139)),
            ("gXYZ", Xyz(0.3851, 0.7169, 0.0971)),
            ("bXYZ", Xyz(0.1431, 0.0606, 0.7141)),
            ("rTRC", Gamma()),
            ("gTRC", Gamma()),
            ("bTRC", Gamma()),
        ];
        var offset = 128 + 4 + (12 * tags.Length);
        var length = offset + tags.Sum(tag => Padded(tag.Data.Length));
        var profile = new byte[length];
        BinaryPrimitives.WriteInt32BigEndian(profile, length);
        profile[8] = 2;
        profile[9] = 0x10;
        Encoding.ASCII.GetBytes("mntrRGB XYZ ", profile.AsSpan(12));
        BinaryPrimitives.WriteInt16BigEndian(profile.AsSpan(24), 2000);
        BinaryPrimitives.WriteInt16BigEndian(profile.AsSpan(26), 1);
        BinaryPrimitives.WriteInt16BigEndian(profile.AsSpan(28), 1);
        Encoding.ASCII.GetBytes("acsp", profile.AsSpan(36));
        Fixed(profile.AsSpan(68), 0.9642);
        Fixed(profile.AsSpan(72), 1);
        Fixed(profile.AsSpan(76), 0.8249);
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(128), tags.Length);
        for (var i = 0; i < tags.Length; i++)
        {
            var entry = profile.AsSpan(132 + (12 * i));
            Encoding.ASCII.GetBytes(tags[i].Tag, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], offset);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], tags[i].Data.Length);
            tags[i].Data.CopyTo(profile, offset);
            offset += Padded(tags[i].Data.Length);
        }
        return profile;
    }

    private static int Padded(int length) => (length + 3) & ~3;

    private static byte[] Xyz(double x, double y, double z)
    {
        var data = new byte[20];
        Encoding.ASCII.GetBytes("XYZ ", data);
        Fixed(data.AsSpan(8), x);
        Fixed(data.AsSpan(12), y);
        Fixed(data.AsSpan(16), z);
        return data;
    }

    private static byte[] Gamma()
    {
        var data = new byte[14];
        Encoding.ASCII.GetBytes("curv", data);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), 1);
        BinaryPrimitives.WriteInt16BigEndian(data.AsSpan(12), 0x0233); // 2.2
        return data;
    }

    private static void Fixed(Span<byte> to, double value) =>
        BinaryPrimitives.WriteInt32BigEndian(to, (int)Math.Round(value * 65536));
}

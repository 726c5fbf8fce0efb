using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;

namespace Xiangyin.Documents;

/// <summary>Bytes of a PDF or of a stream in it.</summary>
internal sealed class PdfBuffer
{
    private byte[] bytes = new byte[1 << 14];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    public PdfBuffer Clear()
    {
        Length = 0;
        return this;
    }

    public PdfBuffer Add(ReadOnlySpan<byte> text)
    {
        Need(text.Length);
        text.CopyTo(bytes.AsSpan(Length));
        Length += text.Length;
        return this;
    }

    /// <summary>ASCII only.</summary>
    public PdfBuffer Add(string text)
    {
        Need(text.Length);
        Length += Encoding.ASCII.GetBytes(text, bytes.AsSpan(Length));
        return this;
    }

    public PdfBuffer Number(long number)
    {
        Need(20);
        Utf8Formatter.TryFormat(number, bytes.AsSpan(Length), out var written);
        Length += written;
        return this;
    }

    /// <summary>A number with at most three decimals and none that are nought.</summary>
    public PdfBuffer Number(double number)
    {
        var thousandths = (long)Math.Round(number * 1000);
        if (thousandths < 0)
        {
            Add("-"u8);
            thousandths = -thousandths;
        }
        var (whole, part) = Math.DivRem(thousandths, 1000);
        Number(whole);
        if (part == 0)
            return this;
        Need(4);
        bytes[Length++] = (byte)'.';
        for (var unit = 100L; part > 0; unit /= 10)
        {
            bytes[Length++] = (byte)('0' + (part / unit));
            part %= unit;
        }
        return this;
    }

    /// <summary>References to objects.</summary>
    public PdfBuffer References(IEnumerable<int> numbers)
    {
        foreach (var number in numbers)
            Number(number).Add(" 0 R "u8);
        return this;
    }

    /// <summary>Four hexadecimal digits.</summary>
    public PdfBuffer Hex(int value)
    {
        var digits = "0123456789ABCDEF"u8;
        Need(4);
        for (var shift = 12; shift >= 0; shift -= 4)
            bytes[Length++] = digits[(value >> shift) & 15];
        return this;
    }

    /// <summary>A text string of PDF: UTF-16 with its mark, in hexadecimal.</summary>
    public PdfBuffer TextString(string text)
    {
        Add("<FEFF"u8);
        foreach (var unit in text)
            Hex(unit);
        return Add(">"u8);
    }

    /// <summary>A zlib stream (RFC 1950), as FlateDecode wants it, around deflated bytes.</summary>
    public PdfBuffer Zlib(ReadOnlySpan<byte> deflated, ReadOnlySpan<byte> bytes) => Zlib(deflated, Adler32(bytes));

    /// <summary>A zlib stream around deflated bytes whose sum is known.</summary>
    public PdfBuffer Zlib(ReadOnlySpan<byte> deflated, uint adler)
    {
        Add([0x78, 0x01]).Add(deflated);
        Need(4);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(Length), adler);
        Length += 4;
        return this;
    }

    public static uint Adler32(ReadOnlySpan<byte> bytes)
    {
        const uint prime = 65521;
        uint a = 1,
            b = 0;
        while (!bytes.IsEmpty)
        {
            // So many sums stay below 2^32.
            var run = bytes[..Math.Min(5552, bytes.Length)];
            foreach (var value in run)
            {
                a += value;
                b += a;
            }
            (a, b) = (a % prime, b % prime);
            bytes = bytes[run.Length..];
        }
        return (b << 16) | a;
    }

    private void Need(int more)
    {
        if (Length + more > bytes.Length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + more));
    }
}

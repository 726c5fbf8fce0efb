using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;

namespace Xiangyin.Documents;

/// <summary>XML as UTF-8 bytes: markup is written as it is, text is escaped and made fit for XML 1.0.</summary>
internal sealed class XmlBuffer
{
    // What may not stand as it is: markup, and what XML 1.0 §2.2 excludes. Lone surrogates are found while encoding.
    private static readonly SearchValues<char> Special = SearchValues.Create([
        .. "<>&\"\uFFFE\uFFFF",
        .. Enumerable.Range(0, 0x20).Where(c => c is not ('\t' or '\n' or '\r')).Select(c => (char)c),
    ]);

    private byte[] bytes = new byte[1 << 14];
    private int length;

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, length);

    /// <summary>How many characters were written as U+FFFD because XML cannot carry them.</summary>
    public int Replaced { get; private set; }

    public XmlBuffer Clear()
    {
        length = 0;
        return this;
    }

    public XmlBuffer Markup(ReadOnlySpan<byte> markup)
    {
        Need(markup.Length);
        markup.CopyTo(bytes.AsSpan(length));
        length += markup.Length;
        return this;
    }

    /// <summary>Markup known only at run time; not escaped.</summary>
    public XmlBuffer Markup(string markup)
    {
        Encode(markup);
        return this;
    }

    public XmlBuffer Number(long number)
    {
        Need(20);
        Utf8Formatter.TryFormat(number, bytes.AsSpan(length), out var written);
        length += written;
        return this;
    }

    /// <summary>A number with at most four decimals and none that are nought.</summary>
    public XmlBuffer Number(double number)
    {
        var parts = (long)Math.Round(number * 10_000);
        if (parts < 0)
        {
            Markup("-"u8);
            parts = -parts;
        }
        var (whole, part) = Math.DivRem(parts, 10_000);
        Number(whole);
        if (part == 0)
            return this;
        Need(5);
        bytes[length++] = (byte)'.';
        for (var unit = 1000L; part > 0; unit /= 10)
        {
            bytes[length++] = (byte)('0' + (part / unit));
            part %= unit;
        }
        return this;
    }

    /// <summary>Text of an element or of an attribute in double quotation marks.</summary>
    public XmlBuffer Text(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var special = text.IndexOfAny(Special);
            if (special < 0)
            {
                Encode(text);
                break;
            }
            Encode(text[..special]);
            switch (text[special])
            {
                case '<':
                    Markup("&lt;"u8);
                    break;
                case '>':
                    Markup("&gt;"u8);
                    break;
                case '&':
                    Markup("&amp;"u8);
                    break;
                case '"':
                    Markup("&quot;"u8);
                    break;
                default:
                    Markup("\uFFFD"u8);
                    Replaced++;
                    break;
            }
            text = text[(special + 1)..];
        }
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetString(Written);

    private void Encode(ReadOnlySpan<char> text)
    {
        Need(text.Length * 3);
        while (!text.IsEmpty)
        {
            var status = Utf8.FromUtf16(
                text,
                bytes.AsSpan(length),
                out var read,
                out var written,
                replaceInvalidSequences: false
            );
            length += written;
            if (status == OperationStatus.Done)
                return;
            Markup("\uFFFD"u8);
            Replaced++;
            text = text[(read + 1)..];
        }
    }

    private void Need(int more)
    {
        if (length + more > bytes.Length)
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + more));
    }
}

using System.Buffers.Binary;
using System.Numerics;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Ledger;

/// <summary>
/// What a ledger row tells of its record, in few bytes, read in place: days lasted; dimensions (field, value); measures (field, flags, amount); the
/// shared event; links (type, target); people (role, person). Numbers are 7 bits a byte, low first; ids 16 bytes.
/// </summary>
internal readonly ref struct Facts(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;

    /// <summary>How many days the record goes on after its first.</summary>
    public int MoreDays => new Cursor(bytes).Next();

    /// <summary>The value of a dimension field; 0 where there is none.</summary>
    public int Dimension(int field)
    {
        var at = new Cursor(bytes);
        at.Next();
        for (var n = at.Next(); n > 0; n--)
        {
            var (f, value) = (at.Next(), at.Next());
            if (f == field)
            {
                return value;
            }
        }

        return 0;
    }

    /// <summary>What was stated of a measure; a measure that was left out is <see cref="Approximation.None"/>.</summary>
    public Stated Measure(int field)
    {
        var at = AfterDimensions();
        for (var n = at.Next(); n > 0; n--)
        {
            var (f, stated) = (at.Next(), at.NextStated());
            if (f == field)
            {
                return stated;
            }
        }

        return new(0, 0, Approximation.None, Basis.Counted);
    }

    /// <summary>The shared event; none where the record is its own.</summary>
    public UInt128? Event
    {
        get
        {
            var at = AfterMeasures();
            return at.Next() == 1 ? at.NextId() : null;
        }
    }

    /// <summary>Links, to be walked with <see cref="Pairs.Next"/>.</summary>
    public Pairs Links => new(AfterEvent());

    /// <summary>People, to be walked with <see cref="Pairs.Next"/>.</summary>
    public Pairs People
    {
        get
        {
            var at = AfterEvent();
            for (var n = at.Next(); n > 0; n--)
            {
                at.Next();
                at.NextId();
            }

            return new(at);
        }
    }

    /// <summary>The facts of a record.</summary>
    public static byte[] Of(WorkRecord record, Symbols symbols)
    {
        var to = new Writer();
        to.Number((record.Until ?? record.On).DayNumber - record.On.DayNumber);
        to.Number(record.Dimensions.Count);
        foreach (var (field, value) in InOrder(record.Dimensions))
        {
            to.Number(symbols[field]);
            to.Number(symbols[value]);
        }

        to.Number(record.Measures.Count);
        foreach (var (field, measure) in InOrder(record.Measures))
        {
            to.Number(symbols[field]);
            to.Stated(measure);
        }

        to.Number(record.Event is null ? 0 : 1);
        if (record.Event is { } shared)
        {
            to.Id(shared);
        }

        to.Number(record.Links.Count);
        foreach (var link in record.Links)
        {
            to.Number(symbols[link.Type]);
            to.Id(link.Target);
        }

        to.Number(record.Participants.Count);
        foreach (var participant in record.Participants)
        {
            to.Number(symbols[participant.Role]);
            to.Id(participant.Person.Value);
        }

        return to.ToArray();
    }

    private static IEnumerable<KeyValuePair<string, T>> InOrder<T>(IReadOnlyDictionary<string, T> fields) =>
        fields.Count < 2 ? fields : fields.OrderBy(f => f.Key, StringComparer.Ordinal);

    private Cursor AfterDimensions()
    {
        var at = new Cursor(bytes);
        at.Next();
        for (var n = at.Next(); n > 0; n--)
        {
            at.Next();
            at.Next();
        }

        return at;
    }

    private Cursor AfterMeasures()
    {
        var at = AfterDimensions();
        for (var n = at.Next(); n > 0; n--)
        {
            at.Next();
            at.NextStated();
        }

        return at;
    }

    private Cursor AfterEvent()
    {
        var at = AfterMeasures();
        if (at.Next() == 1)
        {
            at.NextId();
        }

        return at;
    }

    /// <summary>A walk over (symbol, id).</summary>
    public ref struct Pairs
    {
        private Cursor at;
        private int left;

        internal Pairs(Cursor at)
        {
            this.at = at;
            left = this.at.Next();
        }

        public bool Next(out int symbol, out UInt128 id)
        {
            if (left-- == 0)
            {
                (symbol, id) = (0, 0);
                return false;
            }

            (symbol, id) = (at.Next(), at.NextId());
            return true;
        }
    }

    internal ref struct Cursor(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> bytes = bytes;
        private int at;

        public int Next() => (int)NextLong();

        public UInt128 NextId()
        {
            var id = BinaryPrimitives.ReadUInt128BigEndian(bytes[at..]);
            at += 16;
            return id;
        }

        public Stated NextStated()
        {
            var flags = bytes[at++];
            var approximation = (Approximation)(flags & 7);
            var zigzag = approximation == Approximation.None ? 0 : NextLong();
            return new((long)(zigzag >> 1) ^ -(long)(zigzag & 1), flags >> 5, approximation, (Basis)((flags >> 3) & 3));
        }

        private ulong NextLong()
        {
            ulong value = 0;
            for (var shift = 0; ; shift += 7)
            {
                var b = bytes[at++];
                value |= (ulong)(b & 0x7F) << shift;
                if (b < 0x80)
                {
                    return value;
                }
            }
        }
    }

    private sealed class Writer
    {
        private readonly List<byte> bytes = new(64);

        public byte[] ToArray() => [.. bytes];

        public void Number(int value) => Long((ulong)value);

        public void Id(Guid id)
        {
            Span<byte> sixteen = stackalloc byte[16];
            id.TryWriteBytes(sixteen, bigEndian: true, out _);
            bytes.AddRange(sixteen);
        }

        public void Stated(Measure measure)
        {
            // Without its trailing zeros, so that equal amounts have equal bytes.
            var amount = (measure.Amount ?? 0) / 1.0000000000000000000000000000m;
            var scaled = amount;
            for (var i = 0; i < amount.Scale; i++)
            {
                scaled *= 10;
            }

            bytes.Add((byte)((int)measure.Approximation | ((int)measure.Basis << 3) | (amount.Scale << 5)));
            if (measure.Approximation != Approximation.None)
            {
                var number = (long)scaled;
                Long((ulong)((number << 1) ^ (number >> 63)));
            }
        }

        private void Long(ulong value)
        {
            for (; value >= 0x80; value >>= 7)
            {
                bytes.Add((byte)(value | 0x80));
            }

            bytes.Add((byte)value);
        }
    }
}

/// <summary>A measure as it stands in a ledger row: <paramref name="Digits"/> ÷ 10^<paramref name="Decimals"/>.</summary>
internal readonly record struct Stated(long Digits, int Decimals, Approximation Approximation, Basis Basis)
{
    /// <summary>The amount as a whole number of the <paramref name="decimals"/>-th place, as <see cref="Tally.Scale"/> rounds it.</summary>
    public long Scaled(int decimals)
    {
        if (decimals == Decimals)
        {
            return Digits;
        }

        if (decimals > Decimals)
        {
            var digits = Digits;
            for (var i = Decimals; i < decimals; i++)
            {
                digits *= 10;
            }

            return digits;
        }

        return Tally.Scale(Amount, decimals);
    }

    public decimal Amount => new((int)Math.Abs(Digits), (int)(Math.Abs(Digits) >> 32), 0, Digits < 0, (byte)Decimals);

    public Measure? ToMeasure() => Approximation == Approximation.None ? null : new(Amount, Approximation, Basis);
}

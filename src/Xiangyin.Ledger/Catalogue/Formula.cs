using System.Globalization;

namespace Xiangyin.Ledger;

/// <summary>
/// How a value comes from records: terms over (aggregate × measure × filter), joined by + − × ÷.
/// Two formulas that print alike are alike.
/// </summary>
public abstract record Formula
{
    /// <summary>The terms in the order in which they are written.</summary>
    public abstract IEnumerable<Term> Terms { get; }

    /// <summary>The kinds on which it stands.</summary>
    public IEnumerable<string> Kinds => Terms.SelectMany(t => t.ReadKinds).Distinct();

    /// <summary>How its value adds, which follows from its terms.</summary>
    public abstract Adds Adds { get; }

    /// <summary>Reads a formula as it is written in a catalogue.</summary>
    /// <exception cref="FormulaException">It can't be read; says where and what was expected.</exception>
    public static Formula Parse(string text) => FormulaParser.Parse(text);
}

/// <summary>A number in a formula.</summary>
public sealed record Constant(decimal Value) : Formula
{
    /// <inheritdoc/>
    public override IEnumerable<Term> Terms => [];

    /// <inheritdoc/>
    public override Adds Adds => Adds.Additive;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Two formulas joined by an operator.</summary>
/// <param name="Operator"><c>+ - * /</c>.</param>
/// <param name="Left">Left operand.</param>
/// <param name="Right">Right operand.</param>
public sealed record Operation(char Operator, Formula Left, Formula Right) : Formula
{
    /// <inheritdoc/>
    public override IEnumerable<Term> Terms => Left.Terms.Concat(Right.Terms);

    /// <inheritdoc/>
    public override Adds Adds =>
        Operator is '+' or '-' && Left is not Constant && Right is not Constant ? Worse(Left.Adds, Right.Adds)
        : Operator == '*' && (Left is Constant || Right is Constant) ? Worse(Left.Adds, Right.Adds)
        : Operator == '/' && Right is Constant ? Left.Adds
        : Adds.Grouped;

    /// <inheritdoc/>
    public override string ToString() => $"({Left} {Operator} {Right})";

    private static Adds Worse(Adds a, Adds b) => a > b ? a : b;
}

/// <summary>A part of a formula that reads records.</summary>
public abstract record Term : Formula
{
    /// <inheritdoc/>
    public override IEnumerable<Term> Terms => [this];

    /// <inheritdoc/>
    public override Adds Adds => Adds.Grouped;

    /// <summary>The kinds that it reads.</summary>
    public abstract IEnumerable<string> ReadKinds { get; }
}

/// <summary>Records of some kinds, narrowed by a filter.</summary>
/// <param name="Kinds">Kind ids, at least one.</param>
/// <param name="Where">Clauses that must all hold.</param>
public sealed record Source(IReadOnlyList<string> Kinds, IReadOnlyList<Clause> Where)
{
    /// <inheritdoc/>
    public bool Equals(Source? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => string.Join(" | ", Kinds) + Filter;

    /// <summary>The filter as written, with its leading space; empty when there is none.</summary>
    public string Filter => Where.Count == 0 ? "" : " where " + string.Join(" and ", Where);
}

/// <summary>One condition of a filter: the field's value is, or is not, among some values.</summary>
public sealed record Clause(string Field, IReadOnlyList<string> Values, bool Negated)
{
    /// <inheritdoc/>
    public bool Equals(Clause? other) => other is not null && ToString() == other.ToString();

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() =>
        Values.Count == 1
            ? $"{Field} {(Negated ? "!=" : "=")} {Values[0]}"
            : $"{Field} {(Negated ? "not in" : "in")} ({string.Join(", ", Values)})";
}

/// <summary><c>count(KIND where …)</c>: how many records.</summary>
public sealed record Count(Source Of) : Term
{
    /// <inheritdoc/>
    public override Adds Adds => Adds.Additive;

    /// <inheritdoc/>
    public override IEnumerable<string> ReadKinds => Of.Kinds;

    /// <inheritdoc/>
    public override string ToString() => $"count({Of})";
}

/// <summary><c>sum(MEASURE of KIND where …)</c>: the measure added up.</summary>
public sealed record Sum(string Measure, Source Of) : Term
{
    /// <inheritdoc/>
    public override Adds Adds => Adds.Additive;

    /// <inheritdoc/>
    public override IEnumerable<string> ReadKinds => Of.Kinds;

    /// <inheritdoc/>
    public override string ToString() => $"sum({Measure} of {Of})";
}

/// <summary><c>distinct(WHAT of KIND where …)</c>: how many different events, units, people in a role, or values of a dimension.</summary>
/// <param name="What"><c>event</c>, <c>unit</c>, a role, a dimension field, or a link type.</param>
/// <param name="Of">The records.</param>
public sealed record Distinct(string What, Source Of) : Term
{
    /// <inheritdoc/>
    public override Adds Adds => Adds.Distinct;

    /// <inheritdoc/>
    public override IEnumerable<string> ReadKinds => Of.Kinds;

    /// <inheritdoc/>
    public override string ToString() => $"distinct({What} of {Of})";
}

/// <summary><c>median(MEASURE of KIND where …)</c>: the upper edge of the histogram slot in which the middle record lies.</summary>
public sealed record Median(string Measure, Source Of) : Term
{
    /// <summary>Upper edges of the fixed slots, inclusive; beyond the last lies one more slot without an edge.</summary>
    public static IReadOnlyList<decimal> Edges { get; } = [0, 1, 2, 3, 5, 7, 10, 15, 20, 30, 60, 90, 180, 365];

    /// <summary>The slot in which <paramref name="amount"/> lies, 0 … <see cref="Edges"/>.Count.</summary>
    public static int SlotOf(decimal amount)
    {
        var slot = 0;
        while (slot < Edges.Count && amount > Edges[slot])
        {
            slot++;
        }

        return slot;
    }

    /// <inheritdoc/>
    public override IEnumerable<string> ReadKinds => Of.Kinds;

    /// <inheritdoc/>
    public override string ToString() => $"median({Measure} of {Of})";
}

/// <summary>
/// <c>highest(LINK on DIMENSION of KIND where …)</c>: things told by a link (articles), each once at the highest value of an ordered
/// dimension that it reached. Conditions on that dimension are asked of the highest value, all others of the records.
/// </summary>
public sealed record Highest(string Link, string On, Source Of) : Term
{
    /// <inheritdoc/>
    public override IEnumerable<string> ReadKinds => Of.Kinds;

    /// <inheritdoc/>
    public override string ToString() => $"highest({Link} on {On} of {Of})";
}

/// <summary>
/// <c>holders(ROLE by DIMENSION of OPENING - CLOSING where …)</c>: different people in the role with more openings than closings
/// for at least one value of the dimension.
/// </summary>
public sealed record Holders(string Role, string By, Source Openings, Source Closings) : Term
{
    /// <inheritdoc/>
    public override Adds Adds => Adds.Distinct;

    /// <inheritdoc/>
    public override IEnumerable<string> ReadKinds => Openings.Kinds.Concat(Closings.Kinds);

    /// <inheritdoc/>
    public override string ToString() =>
        $"holders({Role} by {By} of {string.Join(" | ", Openings.Kinds)} - {string.Join(" | ", Closings.Kinds)}{Openings.Filter})";
}

/// <summary><c>least(UNITTYPE, count(…))</c>: the smallest value among the units of a type that are open on the cut-off day.</summary>
/// <param name="Type">Which units.</param>
/// <param name="Of">A count or a sum.</param>
public sealed record Least(UnitType Type, Term Of) : Term
{
    /// <inheritdoc/>
    public override IEnumerable<string> ReadKinds => Of.ReadKinds;

    /// <inheritdoc/>
    public override string ToString() => $"least({Type.ToString().ToLowerInvariant()}, {Of})";
}

namespace Xiangyin.Ledger;

/// <summary>What one term of a formula came to.</summary>
/// <param name="Amount">Its value.</param>
/// <param name="Records">How many records stand behind it.</param>
public readonly record struct TermValue(Amount Amount, long Records);

/// <summary>Joins the amounts of a formula's terms.</summary>
public static class Arithmetic
{
    /// <summary>The formula's value from the values of its terms.</summary>
    public static Amount Evaluate(Formula formula, Func<Term, TermValue> valueOf) =>
        formula switch
        {
            Constant c => new(c.Value, Approximation.Exact, Basis.Counted),
            Term t => valueOf(t).Amount,
            Operation o => Join(o.Operator, Evaluate(o.Left, valueOf), Evaluate(o.Right, valueOf)),
            _ => throw new InvalidOperationException($"unknown formula {formula}"),
        };

    private static Amount Join(char op, Amount a, Amount b)
    {
        var basis = a.Basis == Basis.Estimated || b.Basis == Basis.Estimated ? Basis.Estimated : Basis.Counted;
        var without = a.WithoutValue + b.WithoutValue;
        decimal? reported =
            op is '+' or '-' && (a.Reported ?? b.Reported) is not null
                ? (a.Reported ?? 0) + ((op == '-' ? -1 : 1) * (b.Reported ?? 0))
                : null;
        if (op is '+' or '-' && (a.Value is null) != (b.Value is null))
        {
            // A side without a value leaves the other as a bound: the sum is at least what is known.
            var (known, sign) = a.Value is null ? (b, op == '-' ? -1 : 1) : (a, 1);
            var bound =
                a.Value is null && op == '-' || (b.Value is null && op == '-')
                    ? Approximation.AtMost
                    : Approximation.AtLeast;
            var stated = sign < 0 ? Flip(known.Approximation) : known.Approximation;
            return new(sign * known.Value, Join(stated, bound), basis, without, reported);
        }

        if (a.Value is not { } x || b.Value is not { } y || (op == '/' && y == 0))
        {
            return new(null, Approximation.None, basis, without, reported);
        }

        var right = op is '-' or '/' ? Flip(b.Approximation) : b.Approximation;
        var value = op switch
        {
            '+' => x + y,
            '-' => x - y,
            '*' => x * y,
            _ => x / y,
        };
        return new(value, Join(a.Approximation, right), basis, without, reported);
    }

    // exact joins anything; two bounds of one direction stay a bound; anything else is only about right.
    private static Approximation Join(Approximation a, Approximation b) =>
        a == b || b == Approximation.Exact ? a
        : a == Approximation.Exact ? b
        : Approximation.About;

    private static Approximation Flip(Approximation a) =>
        a switch
        {
            Approximation.AtLeast => Approximation.AtMost,
            Approximation.AtMost => Approximation.AtLeast,
            _ => a,
        };
}

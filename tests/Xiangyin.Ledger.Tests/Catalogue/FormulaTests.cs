using CsCheck;
using Xunit;

namespace Xiangyin.Ledger.Tests;

public sealed class FormulaTests
{
    private static readonly Gen<string> Word = Gen.OneOf(
        "talk",
        "study-session",
        "where",
        "of",
        "and",
        "not",
        "in",
        "by",
        "on",
        "count",
        "placementOf",
        "b2",
        "村"
    );

    private static readonly Gen<Clause> Clauses = Gen.Select(
        Word,
        Word.List[1, 3],
        Gen.Bool,
        (field, values, negated) => new Clause(field, values, negated)
    );

    private static readonly Gen<Source> Sources = Gen.Select(
        Word.List[1, 3],
        Clauses.List[0, 2],
        (kinds, where) => new Source(kinds, where)
    );

    private static readonly Gen<Formula> Counts = Sources.Select(s => (Formula)new Count(s));
    private static readonly Gen<Formula> Sums = Gen.Select(Word, Sources, (m, s) => (Formula)new Sum(m, s));

    private static readonly Gen<Formula> Leaves = Gen.OneOf(
        Gen.Decimal[0, 1_000_000].Select(d => (Formula)new Constant(decimal.Round(d, 4))),
        Counts,
        Sums,
        Gen.Select(Word, Sources, (w, s) => (Formula)new Distinct(w, s)),
        Gen.Select(Word, Sources, (w, s) => (Formula)new Median(w, s)),
        Gen.Select(Word, Word, Sources, (l, on, s) => (Formula)new Highest(l, on, s)),
        Gen.Select(
            Word,
            Word,
            Sources,
            Word.List[1, 2],
            (role, by, open, closings) => (Formula)new Holders(role, by, open, new(closings, open.Where))
        ),
        Gen.Select(Gen.Enum<UnitType>(), Gen.OneOf(Counts, Sums), (type, of) => (Formula)new Least(type, (Term)of))
    );

    private static readonly Gen<Formula> Formulas = Gen.Recursive<Formula>(
        (depth, deeper) =>
            depth > 3
                ? Leaves
                : Gen.OneOf(
                    Leaves,
                    Gen.Select(
                        Gen.OneOf('+', '-', '*', '/'),
                        deeper,
                        deeper,
                        (op, left, right) => (Formula)new Operation(op, left, right)
                    )
                )
    );

    [Fact]
    public void Print_ThenRead_GivesTheSameFormula() =>
        Formulas.Sample(formula =>
        {
            var read = Formula.Parse(formula.ToString()!);
            return read == formula && read.ToString() == formula.ToString() && read.Adds == formula.Adds;
        });

    [Fact]
    public void Read_OfAnyWords_GivesAFormulaOrSaysWhere() =>
        Gen.OneOf(
                "count",
                "sum",
                "least",
                "holders",
                "highest",
                "village",
                "talk",
                "where",
                "of",
                "by",
                "on",
                "in",
                "not",
                "and",
                "(",
                ")",
                "|",
                ",",
                "=",
                "!=",
                "!",
                "-",
                "+",
                "/",
                "12",
                "1.5",
                ".",
                "99999999999999999999999999999999",
                "\n",
                "\0",
                "“"
            )
            .List[0, 60]
            .Sample(words =>
            {
                var text = string.Join(' ', words);
                try
                {
                    _ = Formula.Parse(text);
                }
                catch (FormulaException e)
                {
                    Assert.InRange(e.Position, 0, text.Length);
                    Assert.NotEmpty(e.Expected);
                }
            });

    [Theory]
    [InlineData("count(a) + count(b)", Adds.Additive)]
    [InlineData("count(a) - sum(m of b)", Adds.Additive)]
    [InlineData("count(a) * 2", Adds.Additive)]
    [InlineData("count(a) / 2", Adds.Additive)]
    [InlineData("2 / count(a)", Adds.Grouped)]
    [InlineData("count(a) / count(b) * 100", Adds.Grouped)]
    [InlineData("count(a) + distinct(event of b)", Adds.Distinct)]
    [InlineData("count(a) + 1", Adds.Grouped)]
    [InlineData("median(m of a)", Adds.Grouped)]
    public void Adds_FollowsFromTheTerms(string formula, Adds adds) => Assert.Equal(adds, Formula.Parse(formula).Adds);

    [Theory]
    [InlineData("count(a) + count(b) * 2", "(count(a) + (count(b) * 2))")]
    [InlineData("count(a) - count(b) - count(c)", "((count(a) - count(b)) - count(c))")]
    [InlineData("(count(a) + 1) / 2", "((count(a) + 1) / 2)")]
    [InlineData("count(a where x in (b))", "count(a where x = b)")]
    [InlineData("count( a|b\n where x!=c )", "count(a | b where x != c)")]
    public void Formula_PrintsInOneWay(string written, string printed) =>
        Assert.Equal(printed, Formula.Parse(written).ToString());

    [Fact]
    public void Depth_HasALimit() =>
        Assert.Throws<FormulaException>(() => Formula.Parse(new string('(', 100_000) + "1"));

    [Fact]
    public void Length_HasALimit() =>
        Assert.Throws<FormulaException>(() => Formula.Parse(string.Join(" + ", Enumerable.Repeat("1", 100_000))));
}

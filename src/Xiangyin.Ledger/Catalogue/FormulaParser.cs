using System.Globalization;

namespace Xiangyin.Ledger;

/// <summary>A formula that can't be read.</summary>
/// <param name="position">Where, counted in characters from 0.</param>
/// <param name="expected">What would have been right there, in Chinese as a clerk reads it.</param>
public sealed class FormulaException(int position, string expected)
    : Exception($"at {position + 1}: expected {expected}")
{
    /// <summary>Where, counted in characters from 0.</summary>
    public int Position => position;

    /// <summary>What would have been right there, in Chinese as a clerk reads it.</summary>
    public string Expected => expected;
}

// formula = product { ("+" | "-") product } ; product = factor { ("*" | "/") factor } ; factor = number | "(" formula ")" | term
internal sealed class FormulaParser
{
    // What a formula prints as is never deeper than it has operators, so that it can be read again.
    private const int Deepest = 64;
    private const int MostOperators = 40;

    private readonly List<(string Text, int At)> tokens = [];
    private readonly int end;
    private int next;
    private int depth;
    private int operators;

    private FormulaParser(string text)
    {
        end = text.Length;
        for (var i = 0; i < text.Length; )
        {
            var start = i;
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            if (IsWord(text[i]))
            {
                // A hyphen inside a word belongs to it (study-session); around a minus there are spaces.
                while (
                    i < text.Length
                    && (IsWord(text[i]) || (text[i] is '-' or '.' && i + 1 < text.Length && IsWord(text[i + 1])))
                )
                {
                    i++;
                }
            }
            else
            {
                i += text[i] == '!' && i + 1 < text.Length && text[i + 1] == '=' ? 2 : 1;
            }

            tokens.Add((text[start..i], start));
        }
    }

    public static Formula Parse(string text)
    {
        var parser = new FormulaParser(text);
        var formula = parser.Sum();
        return parser.next == parser.tokens.Count ? formula : throw parser.Error("结尾，或者 + - * /");
    }

    /// <summary>Where a word first stands in a formula that can be read; 0 where it doesn't.</summary>
    public static int Find(string text, string word) =>
        new FormulaParser(text).tokens.FirstOrDefault(t => t.Text == word).At;

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';

    private string Peek => next < tokens.Count ? tokens[next].Text : "";

    private FormulaException Error(string expected) => new(next < tokens.Count ? tokens[next].At : end, expected);

    private bool Take(string text)
    {
        if (Peek != text)
        {
            return false;
        }

        next++;
        return true;
    }

    private void Need(string text)
    {
        if (!Take(text))
        {
            throw Error($"“{text}”");
        }
    }

    private string Word(string what) => Peek.Length > 0 && IsWord(Peek[0]) ? tokens[next++].Text : throw Error(what);

    private Formula Sum()
    {
        var left = Product();
        while (Peek is "+" or "-")
        {
            var op = Operator();
            left = new Operation(op, left, Product());
        }

        return left;
    }

    private Formula Product()
    {
        var left = Factor();
        while (Peek is "*" or "/")
        {
            var op = Operator();
            left = new Operation(op, left, Factor());
        }

        return left;
    }

    private char Operator() =>
        ++operators <= MostOperators
            ? tokens[next++].Text[0]
            : throw Error($"结尾，一个算式最多{MostOperators}次加减乘除");

    private Formula Factor()
    {
        if (Peek == "(")
        {
            if (++depth > Deepest)
            {
                throw Error($"少于{Deepest}层的括号");
            }

            next++;
            var inner = Sum();
            Need(")");
            depth--;
            return inner;
        }

        if (decimal.TryParse(Peek, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            next++;
            return new Constant(number);
        }

        return Term();
    }

    private Term Term()
    {
        var at = next;
        var name = Word("一个数，或者 count、sum、distinct、median、highest、holders、least");
        Need("(");
        Term term;
        switch (name)
        {
            case "count":
                term = new Count(Source());
                break;
            case "sum":
                term = new Sum(Of("数量的代号"), Source());
                break;
            case "distinct":
                term = new Distinct(Of("event、unit，或者角色、分类项、关联的代号"), Source());
                break;
            case "median":
                term = new Median(Of("数量的代号"), Source());
                break;
            case "highest":
                var link = Word("关联的代号");
                Need("on");
                term = new Highest(link, Of("分高低的分类项"), Source());
                break;
            case "holders":
                var role = Word("角色的代号");
                Need("by");
                var by = Of("分类项的代号");
                var openings = Kinds();
                Need("-");
                var closings = Kinds();
                var where = Where();
                term = new Holders(role, by, new(openings, where), new(closings, where));
                break;
            case "least":
                if (!Enum.TryParse<UnitType>(Word("单位的类型"), ignoreCase: true, out var type))
                {
                    next--;
                    throw Error("单位的类型：" + string.Join("、", Enum.GetNames<UnitType>()).ToLowerInvariant());
                }

                Need(",");
                var inner = next;
                term = Term() is var t and (Count or Xiangyin.Ledger.Sum)
                    ? new Least(type, t)
                    : throw At(inner, "count(…) 或者 sum(…)");
                break;
            default:
                throw At(at, "count、sum、distinct、median、highest、holders 或者 least");
        }

        Need(")");
        return term;
    }

    private FormulaException At(int token, string expected)
    {
        next = token;
        return Error(expected);
    }

    private string Of(string what)
    {
        var word = Word(what);
        Need("of");
        return word;
    }

    private Source Source() => new(Kinds(), Where());

    private List<string> Kinds()
    {
        var kinds = new List<string> { Word("种类的代号") };
        while (Take("|"))
        {
            kinds.Add(Word("种类的代号"));
        }

        return kinds;
    }

    private List<Clause> Where()
    {
        var clauses = new List<Clause>();
        if (Take("where"))
        {
            do
            {
                clauses.Add(Clause());
            } while (Take("and"));
        }

        return clauses;
    }

    private Clause Clause()
    {
        var field = Word("分类项的代号");
        if (Take("="))
        {
            return new(field, [Word("取值的代号")], Negated: false);
        }

        if (Take("!="))
        {
            return new(field, [Word("取值的代号")], Negated: true);
        }

        if (Peek is not ("not" or "in"))
        {
            throw Error("=、!=、in 或者 not in");
        }

        var negated = Take("not");
        Need("in");
        Need("(");
        var values = new List<string> { Word("取值的代号") };
        while (Take(","))
        {
            values.Add(Word("取值的代号"));
        }

        Need(")");
        return new(field, values, negated);
    }
}

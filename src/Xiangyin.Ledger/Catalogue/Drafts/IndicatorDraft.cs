namespace Xiangyin.Ledger;

/// <summary>A formula as it is written, to be checked once all kinds are known.</summary>
/// <param name="Fields">Of the indicator, or of the policy that has it.</param>
/// <param name="Text">As written.</param>
/// <param name="Formula">As read.</param>
internal sealed record WrittenFormula(Fields Fields, string Text, Formula Formula);

/// <summary>Makes an indicator of what is written.</summary>
internal sealed class IndicatorDraft(References references)
{
    private const int LongestFormula = 1000;

    private static readonly LocalText EveryOne = new("逐条计数", "逐條計數", "Every one");

    private readonly List<WrittenFormula> formulas = [];

    /// <summary>The formulas of all indicators read so far.</summary>
    public IReadOnlyList<WrittenFormula> Formulas => formulas;

    public Indicator Read(string id, Fields fields)
    {
        var policies = Policies(fields).ToList();
        var adds = fields.Choice<Adds>("adds");
        var indicator = new Indicator
        {
            Id = id,
            Version = fields.Whole("version", 1, 9999),
            Name = fields.Local("name"),
            Unit = references.Counter(fields),
            Definition = fields.Local("definition"),
            Group = references.To(fields, "group", "分组", "groups"),
            Rows = fields.Rows("rows"),
            Nature = fields.Choice<Nature>("nature") ?? default,
            Adds = adds ?? default,
            Policies = [.. policies.Select(p => p.Policy)],
            Decimals = fields.Whole("decimals", 0, 4, 0),
            Aliases = [.. fields.List("aliases").Select(a => a.Value)],
            Retired = fields.Date("retired"),
        };
        formulas.AddRange(
            policies.Where(p => p.Formula is not null).Select(p => new WrittenFormula(p.Fields, p.Text, p.Formula!))
        );
        if (adds is { } stated && policies is [{ Formula: { } formula }, ..] && formula.Adds != stated)
        {
            fields.Problem(
                "adds",
                $"写的是 {Word(stated)}，按算式应是 {Word(formula.Adds)}",
                $"写 adds: {Word(formula.Adds)}（{Meaning(formula.Adds)}）"
            );
        }

        return indicator;
    }

    private static IEnumerable<(Fields Fields, string Text, Formula? Formula, Policy Policy)> Policies(Fields fields)
    {
        if (!fields.Has("policies"))
        {
            yield return Policy("every", EveryOne, fields);
            yield break;
        }

        if (fields.Has("formula"))
        {
            fields.Problem("formula", "和 policies 只能写一样", "只有一种计法时写 formula，有几种时都写在 policies 里");
        }

        var any = false;
        foreach (var (id, policy) in fields.Children("policies", "计法"))
        {
            any = true;
            yield return Policy(id, policy.Names(), policy);
            policy.Done();
        }

        if (!any)
        {
            fields.Problem("policies", "一种计法也没有", "写一种计法，或者改写 formula");
        }
    }

    private static (Fields, string, Formula?, Policy) Policy(string id, LocalText name, Fields fields)
    {
        var text = fields.Text("formula", "补上 formula，例如 count(reading-event)");
        if (text.Length > LongestFormula)
        {
            fields.Problem("formula", $"太长，有{text.Length}个字符", $"最多{LongestFormula}个字符，可以分成几个指标");
            text = "";
        }

        Formula? formula = null;
        try
        {
            formula = text.Length == 0 ? null : Formula.Parse(text);
        }
        catch (FormulaException e)
        {
            fields.Problem("formula", $"读不懂，第{e.Position + 1}个字符处", $"这里应是{e.Expected}");
        }

        return (fields, text, formula, new(id, name, formula ?? new Constant(0)));
    }

    private static string Word(Adds adds) => adds.ToString().ToLowerInvariant();

    private static string Meaning(Adds adds) =>
        adds switch
        {
            Adds.Additive => "各单位、各时段可以相加",
            Adds.Distinct => "数的是不同的人或事，不能相加",
            _ => "要放在一起算，不能相加",
        };
}

namespace Xiangyin.Ledger;

/// <summary>Makes a catalogue of what is written. Ids are all known beforehand, so that a reference can be judged wherever it stands.</summary>
internal sealed class CatalogueDraft(CatalogueSections sections, Problems problems)
{
    private const int LongestFormula = 1000;

    private static readonly string[] MadeDimensions = ["kind", "indicator"];
    private static readonly LocalText EveryOne = new("逐条计数", "逐條計數", "Every one");

    private readonly Dictionary<string, FileLine> lines = [];
    private readonly Dictionary<string, LocalText> counters = [];
    private readonly List<(Fields Fields, string Key, string Text, Indicator Indicator, Formula Formula)> formulas = [];

    public Catalogue Build()
    {
        var groups = Each("groups", (id, f) => new Group(id, f.Names()));
        foreach (var (id, fields) in sections.Things("counters", problems))
        {
            counters[id] = fields.Names();
            fields.Done();
        }

        var dimensions = Each("dimensions", Dimension);
        var kinds = Each("kinds", Kind);
        var indicators = Each("indicators", Indicator);
        var catalogue = new Catalogue(
            groups,
            kinds,
            [.. dimensions.Where(d => !MadeDimensions.Contains(d.Id))],
            indicators
        )
        {
            Lines = lines,
        };
        if (sections.AreWhole)
        {
            WellKnownKinds.Check(catalogue, problems);
            foreach (var (fields, key, text, indicator, formula) in formulas)
            {
                new FormulaCheck(catalogue, fields, key, text).Check(formula);
            }
        }

        return catalogue;
    }

    private List<T> Each<T>(string section, Func<string, Fields, T> make)
    {
        var made = new List<T>();
        foreach (var (id, fields) in sections.Things(section, problems))
        {
            lines[$"{section}/{id}"] = fields.At;
            made.Add(make(id, fields));
            fields.Done();
        }

        return made;
    }

    private string Refer(Fields fields, string key, string kindOfThing, string section, params IEnumerable<string> made)
    {
        IReadOnlyCollection<string> known = [.. sections.Ids(section), .. made];
        var id = fields.Text(key, $"补上 {key}，写一个{kindOfThing}的代号");
        if (id.Length > 0 && sections.AreWhole && !known.Contains(id))
        {
            fields.Problem(key, $"写了“{YamlTree.Shown(id)}”，没有这个{kindOfThing}", Suggestion.For(id, known));
        }

        return id;
    }

    private LocalText Counter(Fields fields) =>
        counters.GetValueOrDefault(Refer(fields, "unit", "量词", "counters"), new("", "", ""));

    private Dimension Dimension(string id, Fields fields)
    {
        if (MadeDimensions.Contains(id))
        {
            problems.Add(fields.At, $"分类的代号 {id} 已经留给目录自己用", "改成别的代号");
        }

        var name = fields.Local("name");
        var ordered = fields.Flag("ordered");
        var lines = new Dictionary<string, Fields>();
        var values = new List<DimensionValue>();
        foreach (var (value, f) in fields.Children("values", "取值"))
        {
            lines[value] = f;
            values.Add(
                new(
                    value,
                    f.Names(),
                    f.Date("retired"),
                    f.Has("mapTo") ? f.Text("mapTo", "写改计入的取值的代号，或者删去这一项") : null
                )
            );
            f.Done();
        }

        if (values.Count == 0)
        {
            fields.Problem("values", "一个取值也没有", "在 values: 下面每行写一个取值");
        }

        var dimension = new Dimension(id, name, values, ordered);
        foreach (var value in values.Where(v => v.MappedTo is not null))
        {
            CheckMapping(dimension, value, lines[value.Id]);
        }

        return dimension;
    }

    private static void CheckMapping(Dimension dimension, DimensionValue value, Fields fields)
    {
        if (value.Retired is null)
        {
            fields.Problem("mapTo", "只能用在停用的取值上", "补上 retired: 停用的第一天，例如 2022-01-01");
        }

        if (dimension.Find(value.MappedTo!) is null)
        {
            fields.Problem(
                "mapTo",
                $"写了“{YamlTree.Shown(value.MappedTo!)}”，这个分类里没有",
                Suggestion.For(value.MappedTo!, dimension.Values.Where(v => v != value).Select(v => v.Id))
            );
            return;
        }

        var passed = new HashSet<string> { value.Id };
        for (var v = value; v.MappedTo is { } next && dimension.Find(next) is { } found; v = found)
        {
            if (!passed.Add(next))
            {
                fields.Problem("mapTo", $"绕成了圈：{string.Join("→", passed)}→{next}", "让最后一个取值不再写 mapTo");
                return;
            }
        }
    }

    private Kind Kind(string id, Fields fields)
    {
        var kind = new Kind
        {
            Id = id,
            Version = fields.Whole("version", 1, 9999),
            Name = fields.Local("name"),
            Help = fields.Local("help"),
            Group = Refer(fields, "group", "分组", "groups"),
            Rows = fields.Rows("rows"),
            Units = fields.Choices<UnitType>("units"),
            Spans = fields.Flag("spans"),
            Ahead = fields.Flag("ahead"),
            Place = fields.Flag("place"),
            Shared = fields.Flag("shared"),
            Measures = [.. Parts(fields, "measures", "数量", Measure)],
            Dimensions = [.. Parts(fields, "dimensions", "分类项", DimensionField)],
            Roles =
            [
                .. Parts(
                    fields,
                    "roles",
                    "角色",
                    (r, f) => new RoleField(r, f.Names(), f.Flag("required"), f.Flag("many"))
                ),
            ],
            Links = [.. Parts(fields, "links", "关联", LinkField)],
            Evidence =
            [
                .. Parts(
                    fields,
                    "evidence",
                    "佐证",
                    (e, f) => new EvidenceSlot(e, f.Names(), f.Whole("enough", 1, 10))
                ),
            ],
            Confirmed = fields.Flag("confirmed"),
            Expected = Expected(fields),
            Restricted = fields.Flag("restricted"),
            Retired = fields.Date("retired"),
        };
        CheckParts(kind, fields);
        CheckExpected(kind, fields);
        CheckRestricted(kind, fields);
        return kind;
    }

    private static IEnumerable<T> Parts<T>(Fields fields, string key, string kindOfThing, Func<string, Fields, T> make)
    {
        foreach (var (id, part) in fields.Children(key, kindOfThing))
        {
            yield return make(id, part);
            part.Done();
        }
    }

    private MeasureField Measure(string id, Fields fields) =>
        new(
            id,
            fields.Names(),
            Counter(fields),
            fields.Whole("decimals", 0, 4, 0),
            fields.Flag("required"),
            fields.Whole("max", 1, 1_000_000_000, 100_000)
        );

    private DimensionField DimensionField(string id, Fields fields)
    {
        var names = fields.Names();
        return new(
            id,
            Refer(fields, "dimension", "分类", "dimensions", MadeDimensions),
            names,
            fields.Flag("required")
        );
    }

    private LinkField LinkField(string type, Fields fields) =>
        new(type, Refer(fields, "kind", "种类", "kinds"), fields.Names(), fields.Flag("required"));

    private static Expectation? Expected(Fields fields)
    {
        if (fields.Child("expected", $"{fields.What}的 expected ") is not { } expected)
        {
            return null;
        }

        var from = expected.Choice<UnitType>("from");
        var every = expected.Choice<Often>("every");
        expected.Done();
        return from is { } unit && every is { } often ? new(unit, often) : null;
    }

    // In a formula a word stands for one thing only.
    private static void CheckParts(Kind kind, Fields fields)
    {
        var twice = kind
            .Dimensions.Select(d => d.Id)
            .Concat(kind.Roles.Select(r => r.Id))
            .Concat(kind.Links.Select(l => l.Type))
            .Append("event")
            .Append("unit")
            .GroupBy(id => id)
            .Where(g => g.Count() > 1);
        foreach (var id in twice)
        {
            fields.Problem(
                "version",
                $"分类项、角色、关联里有两项都叫“{id.Key}”（event 和 unit 已经有意思）",
                "每项用自己的代号"
            );
        }
    }

    private static void CheckExpected(Kind kind, Fields fields)
    {
        if (kind.Expected is not { Every: not Often.Never } expected)
        {
            return;
        }

        if (kind.Units.Count > 0 && !kind.Units.Contains(expected.From))
        {
            var type = expected.From.ToString().ToLowerInvariant();
            fields.Problem("expected", $"要 {type} 报，可是 units 不让 {type} 记", $"在 units 里加上 {type}");
        }

        if (
            expected.Every == Often.Campaign
            && !kind.Links.Any(l => l.Type == WellKnown.FollowsFrom && l.Kind == WellKnown.Campaign)
        )
        {
            fields.Problem(
                "expected",
                "按专项活动报，可是记录连不到活动上",
                "在 links 里加上 followsFrom，kind 写 campaign"
            );
        }
    }

    // Only two named people may open such a record, so nothing of it may be asked for in the open.
    private static void CheckRestricted(Kind kind, Fields fields)
    {
        if (!kind.Restricted)
        {
            return;
        }

        (bool Wrong, string Key, string Remedy)[] rules =
        [
            (kind.Evidence.Count > 0, "evidence", "删去 evidence：受限的记录不留照片和文件"),
            (kind.Place, "place", "删去 place"),
            (kind.Shared, "shared", "删去 shared"),
            (kind.Expected is not null, "expected", "删去 expected：不能要求谁必须有这样的记录"),
            (!kind.Roles.Any(r => r.Required), "roles", "加上能打开它的人，写 required: true"),
        ];
        foreach (var (_, key, remedy) in rules.Where(r => r.Wrong))
        {
            fields.Problem(key, "和 restricted: true 不能并存", remedy);
        }
    }

    private Indicator Indicator(string id, Fields fields)
    {
        var policies = Policies(fields).ToList();
        var adds = fields.Choice<Adds>("adds");
        var indicator = new Indicator
        {
            Id = id,
            Version = fields.Whole("version", 1, 9999),
            Name = fields.Local("name"),
            Unit = Counter(fields),
            Definition = fields.Local("definition"),
            Group = Refer(fields, "group", "分组", "groups"),
            Rows = fields.Rows("rows"),
            Nature = fields.Choice<Nature>("nature") ?? default,
            Adds = adds ?? default,
            Policies = [.. policies.Select(p => p.Policy)],
            Decimals = fields.Whole("decimals", 0, 4, 0),
            Aliases = [.. fields.List("aliases").Select(a => a.Value)],
            Retired = fields.Date("retired"),
        };
        formulas.AddRange(
            policies.Where(p => p.Formula is not null).Select(p => (p.Fields, "formula", p.Text, indicator, p.Formula!))
        );
        if (adds is { } stated && policies is [{ Formula: { } formula }, ..] && formula.Adds != stated)
        {
            fields.Problem(
                "adds",
                $"写的是 {Word(stated)}，按公式应是 {Word(formula.Adds)}",
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
            fields.Problem("formula", "和 policies 只能写一样", "只有一种数法时写 formula，有几种时都写在 policies 里");
        }

        var any = false;
        foreach (var (id, policy) in fields.Children("policies", "数法"))
        {
            any = true;
            yield return Policy(id, policy.Names(), policy);
            policy.Done();
        }

        if (!any)
        {
            fields.Problem("policies", "一种数法也没有", "写一种数法，或者改写 formula");
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

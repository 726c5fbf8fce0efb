namespace Xiangyin.Ledger;

/// <summary>Makes a kind of what is written.</summary>
internal sealed class KindDraft(References references)
{
    public Kind Read(string id, Fields fields)
    {
        var words = new HashSet<string> { "event", "unit", WellKnown.Recorded };
        var kind = new Kind
        {
            Id = id,
            Version = fields.Whole("version", 1, 9999),
            Name = fields.Local("name"),
            Help = fields.Local("help"),
            Group = references.To(fields, "group", "分组", "groups"),
            Rows = fields.Rows("rows"),
            Units = fields.Choices<UnitType>("units"),
            Spans = fields.Flag("spans"),
            Ahead = fields.Flag("ahead"),
            Place = fields.Flag("place"),
            Shared = fields.Flag("shared"),
            Measures = [.. Parts(fields, "measures", "数量", [], Measure)],
            Dimensions = [.. Parts(fields, "dimensions", "分类项", words, DimensionField)],
            Roles =
            [
                .. Parts(
                    fields,
                    "roles",
                    "角色",
                    words,
                    (r, f) => new RoleField(r, f.Names(), f.Flag("required"), f.Flag("many"))
                ),
            ],
            Links = [.. Parts(fields, "links", "关联", words, LinkField)],
            Evidence =
            [
                .. Parts(
                    fields,
                    "evidence",
                    "佐证",
                    [],
                    (e, f) => new EvidenceSlot(e, f.Names(), f.Whole("enough", 1, 10))
                ),
            ],
            Confirmed = fields.Flag("confirmed"),
            SecondLook = fields.Whole(
                "secondLook",
                0,
                100,
                fields.Flag("ahead") || fields.Flag("restricted") ? 0 : Kind.UsualSecondLook
            ),
            Expected = Expected(fields),
            Restricted = fields.Flag("restricted"),
            Retired = fields.Date("retired"),
        };
        CheckExpected(kind, fields);
        CheckRestricted(kind, fields);
        return kind;
    }

    // In a formula a word stands for one thing only: what is read together shares its words.
    private static IEnumerable<T> Parts<T>(
        Fields fields,
        string key,
        string kindOfThing,
        HashSet<string> words,
        Func<string, Fields, T> make
    )
    {
        foreach (var (id, part) in fields.Children(key, kindOfThing))
        {
            if (!words.Add(id))
            {
                part.Problem($"{fields.What}的分类项、角色、关联里另有一项也叫 {id}", "换一个代号");
            }

            yield return make(id, part);
            part.Done();
        }
    }

    private MeasureField Measure(string id, Fields fields) =>
        new(
            id,
            fields.Names(),
            references.Counter(fields),
            fields.Whole("decimals", 0, 4, 0),
            fields.Flag("required"),
            fields.Whole("max", 1, 1_000_000_000, 100_000)
        );

    private DimensionField DimensionField(string id, Fields fields)
    {
        var names = fields.Names();
        return new(
            id,
            references.To(fields, "dimension", "分类", "dimensions", References.MadeDimensions),
            names,
            fields.Flag("required")
        );
    }

    private LinkField LinkField(string type, Fields fields) =>
        new(type, references.To(fields, "kind", "种类", "kinds"), fields.Names(), fields.Flag("required"));

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
            (kind.SecondLook > 0, "secondLook", "删去 secondLook：只有写明的人能打开，别人不能抽查"),
        ];
        if (!kind.Roles.Any(r => r.Required))
        {
            fields.Problem(
                $"{fields.What}是受限的，却没有能打开它的人",
                "在 roles 里加上能打开它的人，写 required: true"
            );
        }

        foreach (var (_, key, remedy) in rules.Where(r => r.Wrong))
        {
            fields.Problem(key, "和 restricted: true 不能并存", remedy);
        }
    }
}

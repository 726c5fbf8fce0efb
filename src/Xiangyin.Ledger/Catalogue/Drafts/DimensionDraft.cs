namespace Xiangyin.Ledger;

/// <summary>Makes a dimension of what is written.</summary>
internal static class DimensionDraft
{
    public static Dimension Read(string id, Fields fields)
    {
        if (References.ReservedDimensions.Contains(id))
        {
            fields.Problem($"分类的代号 {id} 已经留给目录自己用", "改成别的代号");
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
}

using System.Collections.Frozen;
using Xiangyin.Ledger;

namespace Xiangyin.Web.Features.Reports;

/// <summary>The outlines that a county offers: the files of the catalogue's folder <c>outlines</c>.</summary>
internal sealed class Outlines
{
    private readonly FrozenDictionary<string, Outline> outlines;

    private Outlines(IEnumerable<Outline> outlines) => this.outlines = outlines.ToFrozenDictionary(o => o.Id);

    /// <summary>Reads a folder; one that isn't there offers nothing.</summary>
    /// <exception cref="CatalogueException">An outline has mistakes; those of all files are told.</exception>
    public static Outlines In(string folder, Catalogue catalogue)
    {
        var outlines = new List<Outline>();
        var problems = new List<CatalogueProblem>();
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.yaml") : [];
        foreach (var path in files.Order(StringComparer.Ordinal))
        {
            try
            {
                var file = new CatalogueFile("outlines/" + Path.GetFileName(path), File.ReadAllText(path));
                outlines.Add(OutlineReader.Read(file, catalogue));
            }
            catch (CatalogueException e)
            {
                problems.AddRange(e.Problems);
            }
        }

        return problems.Count > 0 ? throw new CatalogueException(problems) : new Outlines(outlines);
    }

    /// <summary>All of them, by id.</summary>
    public IEnumerable<Outline> All => outlines.Values.OrderBy(o => o.Id, StringComparer.Ordinal);

    /// <summary>The outline; none when the county no longer has it.</summary>
    public Outline? Find(string id) => outlines.GetValueOrDefault(id);
}

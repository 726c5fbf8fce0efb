using Xiangyin.Ledger;
using Xiangyin.Web.Data;
using Xiangyin.Web.Ledger;

namespace Xiangyin.Web.Features.Sheets;

/// <summary>Where forms of others are kept, with what belongs into their cells.</summary>
internal sealed class FormBook(Database database)
{
    private const long County = 1;

    private const string Select =
        "SELECT id, name, file, unit, person, added_at,"
        + " (SELECT COUNT(*) FROM form_cell c WHERE c.county = f.county AND c.form = f.id) FROM superior_form f";

    /// <summary>Keeps a form. The same again changes nothing.</summary>
    public Task Add(SuperiorForm form, byte[] content, CancellationToken ct) =>
        database.Change(
            new("form-add", Subject: form.Id.ToString()),
            session =>
                session.Run(
                    "INSERT INTO superior_form (county, id, name, file, unit, content, person, added_at)"
                        + " VALUES (@county, @id, @name, @file, @unit, @content, @person, @at) ON CONFLICT DO NOTHING",
                    County,
                    form.Id.Bytes(),
                    form.Name,
                    form.File,
                    form.Unit.Value,
                    content,
                    form.By.Value.Bytes(),
                    form.AddedAt.ToUnixTimeMilliseconds()
                ),
            ct
        );

    /// <summary>Says what belongs into a cell, in place of what was said before.</summary>
    public Task Choose(Guid form, FormCell cell, PersonId by, DateTimeOffset at, CancellationToken ct) =>
        database.Change(
            new("form-cell", Subject: form.ToString()),
            session =>
                session.Run(
                    "INSERT INTO form_cell (county, form, sheet, cell, indicator, policy, unit, span, person, chosen_at)"
                        + " VALUES (@county, @form, @sheet, @cell, @indicator, @policy, @unit, @span, @person, @at)"
                        + " ON CONFLICT (county, form, sheet, cell) DO UPDATE SET indicator = excluded.indicator, policy = excluded.policy,"
                        + " unit = excluded.unit, span = excluded.span, person = excluded.person, chosen_at = excluded.chosen_at",
                    County,
                    form.Bytes(),
                    cell.Sheet,
                    cell.Cell.ToString(),
                    cell.Indicator,
                    cell.Policy,
                    cell.Unit.Value,
                    cell.Span,
                    by.Value.Bytes(),
                    at.ToUnixTimeMilliseconds()
                ),
            ct
        );

    /// <summary>Leaves a cell to be filled by hand again.</summary>
    public Task Clear(Guid form, int sheet, CellName cell, CancellationToken ct) =>
        database.Change(
            new("form-cell-clear", Subject: form.ToString()),
            session =>
                session.Run(
                    "DELETE FROM form_cell WHERE county = @county AND form = @form AND sheet = @sheet AND cell = @cell",
                    County,
                    form.Bytes(),
                    sheet,
                    cell.ToString()
                ),
            ct
        );

    /// <summary>Strikes a form; files that were filled from it are elsewhere.</summary>
    public Task Strike(Guid form, CancellationToken ct) =>
        database.Change(
            new("form-strike", Subject: form.ToString()),
            session =>
                session.Run("DELETE FROM form_cell WHERE county = @county AND form = @form", County, form.Bytes())
                + session.Run("DELETE FROM superior_form WHERE county = @county AND id = @form", County, form.Bytes()),
            ct
        );

    public SuperiorForm? Find(Guid id)
    {
        using var session = database.Read();
        using var rows = session.Query($"{Select} WHERE f.county = @county AND f.id = @id", County, id.Bytes());
        return rows.Next() ? Read(rows) : null;
    }

    public byte[] Content(Guid id)
    {
        using var session = database.Read();
        using var rows = session.Query(
            "SELECT content FROM superior_form WHERE county = @county AND id = @id",
            County,
            id.Bytes()
        );
        return rows.Next() ? rows.Bytes(0).ToArray() : [];
    }

    /// <summary>The forms of some units, by name.</summary>
    public IReadOnlyList<SuperiorForm> Of(IReadOnlySet<UnitId> units)
    {
        using var session = database.Read();
        using var rows = session.Query($"{Select} WHERE f.county = @county ORDER BY f.name, f.id", County);
        var found = new List<SuperiorForm>();
        while (rows.Next())
        {
            if (Read(rows) is var form && units.Contains(form.Unit))
            {
                found.Add(form);
            }
        }

        return found;
    }

    /// <summary>What belongs into a form's cells.</summary>
    public IReadOnlyList<FormCell> Cells(Guid form)
    {
        using var session = database.Read();
        using var rows = session.Query(
            "SELECT sheet, cell, indicator, policy, unit, span FROM form_cell WHERE county = @county AND form = @form",
            County,
            form.Bytes()
        );
        var cells = new List<FormCell>();
        while (rows.Next())
        {
            cells.Add(
                new(
                    (int)rows.Int(0),
                    CellName.Parse(rows.Text(1)) ?? default,
                    rows.Text(2),
                    rows.Text(3),
                    new(rows.Int(4)),
                    rows.Text(5)
                )
            );
        }

        return [.. cells.OrderBy(c => c.Sheet).ThenBy(c => c.Cell.Row).ThenBy(c => c.Cell.Column)];
    }

    private static SuperiorForm Read(Rows rows) =>
        new(
            rows.Id(0),
            rows.Text(1),
            rows.Text(2),
            new(rows.Int(3)),
            new(rows.Id(4)),
            rows.Instant(5),
            (int)rows.Int(6)
        );
}

using Xiangyin.Ledger;
using Xiangyin.Web.Features.Registers.Marks;
using Xiangyin.Web.Site;

namespace Xiangyin.Web.Features.Registers;

/// <summary>What stands on a register, in the reader's language.</summary>
internal sealed class RegisterWords(T t, Catalogue catalogue, UnitTree tree, bool isDemonstration = false)
{
    private T T => t;

    public string Foot => T["register.paper.foot"] + (isDemonstration ? T["register.paper.foot.demo"] : "");

    public string PageTitle(Register register, PaperPage page) =>
        T["register.paper.title", register.Title, page.Number, register.Pages.Count];

    /// <summary>"石桥村　2022年9月14日", of slips "石桥村　2022年9月".</summary>
    public string Where(Register register) =>
        $"{T[tree.On(register.Unit, register.On).Name]}　"
        + (
            register.Form == RegisterForm.Slip
                ? T["register.paper.month", $"{register.On.Year}", T.Month(register.On.Month)]
                : T.Day(register.On)
        );

    public string PageOf(Register register, PaperPage page) =>
        T[
            "register.paper.page",
            T[$"register.form.{register.Form}"],
            catalogue.Kind(register.Kind) is { } kind ? T[kind.Name] : register.Kind,
            page.Number,
            register.Pages.Count
        ];

    public string HowTo(RegisterForm form) => T[$"register.paper.how.{form}"];

    public string Column(string name) => T[$"register.paper.column.{name}"];

    /// <summary>What a field is called.</summary>
    public string Label(Register register, PaperField field)
    {
        var kind = catalogue.Kind(register.Kind);
        return field.Id.Split('.', 3) switch
        {
            [_, "measure", var id] when kind?.Measure(id) is { } m => m.Decimals == 0
                ? T["register.paper.measure", T[m.Name], T[m.Unit]]
                : T["register.paper.measure.decimals", T[m.Name], T[m.Unit], m.Decimals],
            [_, "dimension", var id] when kind?.Dimension(id) is { } d => T[d.Name],
            [_, "approximation", _] or [_, "name"] or [_, "household"] or [_, "here"] => "",
            [_, var name, ..] => T[$"register.paper.field.{name}"],
            _ => field.Id,
        };
    }

    /// <summary>What one ring of a choice means.</summary>
    public string Option(Register register, PaperField field, string value) =>
        field.Id.Split('.', 3) switch
        {
            [_, "approximation", _] => T[$"approximation.{value}"],
            [_, "dimension", var id] => catalogue.Kind(register.Kind)?.Dimension(id) is { } d
            && catalogue.Dimension(d.Dimension)?.Find(value) is { } known
                ? T[known.Name]
                : value,
            _ => value,
        };
}

using System.Reflection;
using System.Runtime.CompilerServices;

namespace Xiangyin.Documents.Tests;

/// <summary>What the library offers, as a list in the repository: a change of it is a visible diff.</summary>
public class PublicApiTests
{
    [Fact]
    public void PublicApi_IsTheListedOne()
    {
        var listed = File.ReadAllText(Path.Combine(Folder(), "PublicApi.txt")).ReplaceLineEndings("\n");
        var offered = string.Join('\n', Members()) + "\n";
        Assert.True(
            listed == offered,
            "The public API has changed. If that is meant, PublicApi.txt becomes:\n" + offered
        );
    }

    private static IEnumerable<string> Members() =>
        from type in typeof(OfficialDocument)
            .Assembly.GetExportedTypes()
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
        from line in (string[])
            [Name(type), .. Members(type).Order(StringComparer.Ordinal).Select(member => "  " + member)]
        select line;

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags own =
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (type.IsEnum)
            return Enum.GetNames(type);
        return type.GetMembers(own)
            .Where(member => member is not Type && !member.IsDefined(typeof(CompilerGeneratedAttribute)))
            .Where(member =>
                member is not MethodInfo { IsSpecialName: true }
                || member.Name.StartsWith("op_Implicit", StringComparison.Ordinal)
            )
            .Where(member => member is not MethodInfo { Name: "ToString" })
            .Select(member =>
                member switch
                {
                    MethodBase method =>
                        $"{method.Name}({string.Join(", ", method.GetParameters().Select(p => Name(p.ParameterType)))})",
                    PropertyInfo property => $"{property.Name}: {Name(property.PropertyType)}",
                    FieldInfo { IsLiteral: true } field => $"{field.Name} = {field.GetRawConstantValue()}",
                    _ => member.Name,
                }
            )
            .Distinct();
    }

    private static string Name(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Name(value) + "?";
        return type.IsGenericType
            ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.Name;
    }

    private static string Folder([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}

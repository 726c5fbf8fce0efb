using System.Reflection;
using System.Runtime.CompilerServices;

namespace Xiangyin.Architecture.Tests;

/// <summary>A library's public surface as lines of text, one for each type and member.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext Nullability = new();

    public static IEnumerable<string> Of(Assembly library) =>
        library.GetExportedTypes().SelectMany(type => Members(type).Prepend(Head(type))).Order(StringComparer.Ordinal);

    private static string Head(Type type)
    {
        var shape =
            type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? "struct"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        var parents = new[] { type.BaseType }
            .Concat(type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []))
            .Where(t =>
                t is not null && t != typeof(object) && t != typeof(ValueType) && t != typeof(Enum) && t.IsPublic
            )
            .Where(t => !type.IsEnum && t!.Namespace?.StartsWith("Xiangyin", StringComparison.Ordinal) == true)
            .Select(t => Name(t!));
        var list = string.Join(", ", parents);
        return $"{Name(type)} {shape}{(list.Length > 0 ? " : " + list : "")}";
    }

    private static IEnumerable<string> Members(Type type) =>
        type.IsEnum
            ? Enum.GetNames(type)
                .Select(name => $"{Name(type)}.{name} = {Convert.ToInt64(Enum.Parse(type, name), null)}")
        : type.IsSubclassOf(typeof(Delegate)) ? [$"{Name(type)}{Signature(type.GetMethod("Invoke")!)}"]
        : type.GetMembers(Declared).Where(IsWritten).Select(member => Line(type, member)).OfType<string>();

    // A record's own members (equality, copying) come with the word `record`; nobody wrote them.
    private static bool IsWritten(MemberInfo member) =>
        !member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);

    private static string? Line(Type type, MemberInfo member) =>
        member switch
        {
            ConstructorInfo c when Seen(c) && !c.IsStatic => $"{Name(type)}.new({Parameters(c)})",
            MethodInfo { IsSpecialName: true, Name: var name } when !name.StartsWith("op_", StringComparison.Ordinal) =>
                null,
            // An override says nothing that its base does not.
            MethodInfo m when Seen(m) && m.GetBaseDefinition() == m =>
                $"{Name(type)}.{Mark(m)}{m.Name}{Generic(m)}{Signature(m)}",
            PropertyInfo p when Getter(p) is { } getter && getter.GetBaseDefinition() == getter =>
                $"{Name(type)}.{Mark(getter)}{p.Name}{Index(p)}: {Name(Nullability.Create(p))}{Settable(p)}",
            FieldInfo f when (f.IsPublic || f.IsFamily) && f.IsLiteral =>
                $"{Name(type)}.const {f.Name}: {Name(f.FieldType)} = {f.GetRawConstantValue()}",
            FieldInfo f when f.IsPublic || f.IsFamily =>
                $"{Name(type)}.{(f.IsStatic ? "static " : "")}{f.Name}: {Name(Nullability.Create(f))}",
            EventInfo { AddMethod: { } add } e when Seen(add) =>
                $"{Name(type)}.event {e.Name}: {Name(e.EventHandlerType!)}",
            _ => null,
        };

    private static bool Seen(MethodBase? method) =>
        method is not null && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly);

    private static MethodInfo? Getter(PropertyInfo property) =>
        Seen(property.GetMethod) ? property.GetMethod
        : Seen(property.SetMethod) ? property.SetMethod
        : null;

    private static string Mark(MethodInfo method) =>
        method.IsStatic ? "static "
        : method is { IsAbstract: true, DeclaringType.IsInterface: false } ? "abstract "
        : "";

    private static string Settable(PropertyInfo property) =>
        !Seen(property.SetMethod) ? ""
        : property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? " init"
        : " set";

    private static string Index(PropertyInfo property) =>
        property.GetIndexParameters() is { Length: > 0 } keys ? $"[{string.Join(", ", keys.Select(Parameter))}]" : "";

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Signature(MethodInfo method) =>
        $"({Parameters(method)}): {Name(Nullability.Create(method.ReturnParameter))}";

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter) =>
        $"{(parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "")}{Name(Nullability.Create(parameter))} {parameter.Name}{(parameter.HasDefaultValue ? " = " + (parameter.RawDefaultValue ?? "null") : "")}";

    private static string Name(NullabilityInfo info)
    {
        var type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        if (Nullable.GetUnderlyingType(type) is not null || (type.IsValueType && !type.IsGenericType))
        {
            return Name(type);
        }

        var name =
            info.ElementType is not null ? Name(info.ElementType) + "[]"
            : info.GenericTypeArguments.Length > 0 && type.IsGenericType
                ? $"{Name(type).Split('<')[0]}<{string.Join(", ", info.GenericTypeArguments.Select(Name))}>"
            : Name(type);
        return name + (info.ReadState == NullabilityState.Nullable && !type.IsValueType ? "?" : "");
    }

    private static string Name(Type type)
    {
        if (type.IsByRef)
        {
            return Name(type.GetElementType()!);
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }

        var name = type.Name.Split('`')[0];
        if (type is { IsNested: true, IsGenericParameter: false })
        {
            name = $"{Name(type.DeclaringType!)}.{name}";
        }

        return type.IsGenericType ? $"{name}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : name;
    }
}

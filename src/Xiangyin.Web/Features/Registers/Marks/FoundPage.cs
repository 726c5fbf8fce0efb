namespace Xiangyin.Web.Features.Registers.Marks;

/// <summary>What stands in the way of reading a picture; the page has the words.</summary>
internal enum Unreadable
{
    /// <summary>No code of a register is in it.</summary>
    NoCode,

    /// <summary>The code is there, but not enough bullseyes to know where the page lies.</summary>
    NoCorners,
}

/// <summary>A page found in a picture.</summary>
/// <param name="Code">Whose page it is.</param>
/// <param name="Page">Where it lies.</param>
internal sealed record FoundPage(RegisterCode Code, PageInPicture Page)
{
    /// <summary>Finds a register's page, however the picture was taken.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="why">Why it was not found.</param>
    public static FoundPage? In(Picture picture, out Unreadable why)
    {
        var seen = BullseyeFinder.Find(picture);
        why = Unreadable.NoCode;
        // The corners say where the code is; with one missing or covered, the code's own eyes do.
        foreach (var rough in PageInPicture.ByCorners(seen).Concat(PageInPicture.ByEyes(seen)))
        {
            if (RegisterCode.Parse(RegisterCode.ReadAt(picture, rough)) is { } code)
            {
                why = Unreadable.NoCorners;
                if (PageInPicture.ByCode([.. PageInPicture.Eyes.Select(rough.Of)], seen) is { } page)
                {
                    return new(code, page);
                }
            }
        }

        return null;
    }
}

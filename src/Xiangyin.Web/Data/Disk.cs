namespace Xiangyin.Web.Data;

/// <summary>What the disk says.</summary>
internal static class Disk
{
    private const int NoSpaceOnUnix = 28;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>Whether a file could not be written for want of space.</summary>
    public static bool IsFull(IOException exception) => exception.HResult is NoSpaceOnUnix or NoSpaceOnWindows;
}

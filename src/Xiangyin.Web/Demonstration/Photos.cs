namespace Xiangyin.Web.Demonstration;

/// <summary>Drawings that stand for one photograph each, so that the demonstration has pictures of its own, and one that was used twice.</summary>
internal static class Photos
{
    private static readonly Ink[] Clothes = [Ink.Cloth, Ink.Cloth2, Ink.Cloth3, Ink.Grey, Ink.Roof, Ink.Light];

    /// <summary>Draws a photograph.</summary>
    /// <param name="name">Which; every name is another picture.</param>
    /// <param name="shift">Moves all of it by so many pixels, as if it had been cut again.</param>
    public static byte[] Paint(string name, int shift = 0)
    {
        var dice = Dice.For($"photo {name}");
        var canvas = new Canvas();
        var horizon = dice.Between(90, 190);
        canvas.Box(0, 0, Canvas.Width, Canvas.Height, dice.Pick([Ink.Sky, Ink.Paper, Ink.Shade]));
        Hills(canvas, dice, horizon, shift);
        canvas.Box(0, horizon, Canvas.Width, Canvas.Height, dice.Pick([Ink.Ground, Ink.Grass, Ink.Shade]));
        Houses(canvas, dice, horizon, shift);
        Road(canvas, dice, horizon, shift);
        for (var i = dice.Between(4, 9); i > 0; i--)
        {
            var size = dice.Between(8, 17);
            canvas.Person(
                dice.Between(30, 440) + shift,
                Math.Min(horizon + dice.Between(0, 90), Canvas.Height - (8 * size)),
                size,
                dice.Pick(Clothes),
                legs: true
            );
        }

        canvas.LabelAsDemonstration();
        return canvas.ToPng();
    }

    private static void Hills(Canvas canvas, Dice dice, int horizon, int shift)
    {
        for (var i = dice.Between(1, 3); i > 0; i--)
        {
            var (x, half, top) = (dice.Between(20, 460) + shift, dice.Between(80, 200), dice.Between(10, horizon - 30));
            canvas.Shape(
                dice.Pick([Ink.Leaf, Ink.Grass, Ink.Grey]),
                (x - half, horizon),
                (x, top),
                (x + half, horizon)
            );
        }
    }

    private static void Houses(Canvas canvas, Dice dice, int horizon, int shift)
    {
        for (var i = dice.Between(0, 3); i > 0; i--)
        {
            var (x, width, height) = (dice.Between(0, 380) + shift, dice.Between(60, 130), dice.Between(40, 90));
            canvas.Box(x, horizon - height + 20, width, height, Ink.Wall);
            canvas.Shape(
                Ink.Roof,
                (x - 10, horizon - height + 20),
                (x + (width / 2), horizon - height - 20),
                (x + width + 10, horizon - height + 20)
            );
            canvas.Box(x + (width / 3), horizon - height + 40, 18, 24, Ink.Dark);
        }
    }

    private static void Road(Canvas canvas, Dice dice, int horizon, int shift)
    {
        var (far, near, wide) = (dice.Between(100, 380) + shift, dice.Between(40, 400) + shift, dice.Between(50, 160));
        canvas.Shape(
            dice.Pick([Ink.Grey, Ink.Light, Ink.Wood]),
            (far - 8, horizon),
            (far + 8, horizon),
            (near + wide, Canvas.Height),
            (near - wide, Canvas.Height)
        );
    }
}

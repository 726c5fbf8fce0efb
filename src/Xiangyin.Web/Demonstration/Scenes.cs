namespace Xiangyin.Web.Demonstration;

/// <summary>The drawings that stand for photographs. Each scene has a number of variants, and each is drawn once.</summary>
internal static class Scenes
{
    /// <summary>How many drawings there are of each scene.</summary>
    public const int Variants = 12;

    private static readonly Ink[] Clothes = [Ink.Cloth, Ink.Cloth2, Ink.Cloth3, Ink.Grey, Ink.Leaf, Ink.Roof];

    private static readonly Dictionary<string, Action<Canvas, Dice>> Draw = new()
    {
        ["hall"] = Hall,
        ["classroom"] = Classroom,
        ["paper"] = Paper,
        ["clipping"] = Clipping,
        ["screen"] = Screen,
        ["desk"] = Desk,
        ["road-before"] = (canvas, dice) => Road(canvas, dice, litter: true),
        ["road-after"] = (canvas, dice) => Road(canvas, dice, litter: false),
        ["stage"] = Stage,
        ["room"] = Room,
        ["board"] = Board,
        ["loudspeaker"] = Loudspeaker,
        ["visit"] = Visit,
        ["field"] = Field,
        ["van"] = Van,
    };

    public static IEnumerable<string> Names => Draw.Keys;

    public static byte[] Paint(string scene, int variant)
    {
        var canvas = new Canvas();
        Draw[scene](canvas, Dice.For($"{scene} {variant}"));
        canvas.LabelAsDemonstration();
        return canvas.ToPng();
    }

    private static void Rows(Canvas canvas, Dice dice, int top, int rows, int size)
    {
        for (var row = 0; row < rows; row++)
        {
            var step = (size + (row * 3)) * 4;
            for (var x = 30 + (row % 2 * step / 2); x < Canvas.Width - 20; x += step)
            {
                if (dice.Percent(82))
                {
                    canvas.Person(
                        x + dice.Between(-3, 3),
                        top + (row * size * 3),
                        size + (row * 3),
                        dice.Pick(Clothes)
                    );
                }
            }
        }
    }

    private static void Hall(Canvas canvas, Dice dice)
    {
        canvas.Box(0, 0, 480, 320, Ink.Wall);
        canvas.Box(0, 150, 480, 170, Ink.Ground);
        canvas.Box(60, 24, 360, 34, dice.Pick([Ink.Cloth, Ink.Leaf, Ink.Roof]));
        for (var i = 0; i < 9; i++)
        {
            canvas.Box(96 + (i * 34), 33, 18, 16, Ink.Paper);
        }

        canvas.Box(dice.Between(120, 200), 72, 150, 70, Ink.Light);
        canvas.Box(350, 112, 70, 44, Ink.Wood);
        canvas.Person(385, 72, 9, Ink.Cloth);
        Rows(canvas, dice, 170, 3, 11);
    }

    private static void Classroom(Canvas canvas, Dice dice)
    {
        canvas.Box(0, 0, 480, 320, Ink.Paper);
        canvas.Box(0, 200, 480, 120, Ink.Shade);
        canvas.Box(70, 26, 340, 110, Ink.Leaf);
        for (var i = 0; i < 5; i++)
        {
            canvas.Box(92, 44 + (i * 17), dice.Between(90, 220), 4, Ink.Paper);
        }

        canvas.Person(dice.Between(330, 380), 96, 11, Ink.Cloth2, legs: true);
        for (var x = 50; x < 460; x += 92)
        {
            canvas.Person(x, 206, 11, dice.Pick(Clothes));
            canvas.Box(x - 36, 258, 74, 12, Ink.Wood);
            canvas.Box(x - 30, 270, 6, 40, Ink.Roof);
            canvas.Box(x + 26, 270, 6, 40, Ink.Roof);
        }
    }

    private static void Paper(Canvas canvas, Dice dice)
    {
        canvas.Box(0, 0, 480, 320, Ink.Wood);
        canvas.Box(96, 14, 288, 306, Ink.Grey);
        canvas.Box(90, 10, 288, 306, Ink.Light);
        canvas.Box(150, 30, 168, 12, Ink.Dark);
        for (var row = 0; row < 13; row++)
        {
            var y = 62 + (row * 19);
            canvas.Box(110, y + 13, 248, 1, Ink.Grey);
            canvas.Box(114, y, dice.Between(34, 56), 7, Ink.Dark);
            canvas.Box(190, y, dice.Between(40, 76), 7, Ink.Grey);
            if (dice.Percent(88))
            {
                canvas.Line(292, y + 6, 300 + dice.Between(0, 40), y + dice.Between(0, 6), 2, Ink.Cloth);
            }
        }
    }

    private static void Clipping(Canvas canvas, Dice dice)
    {
        canvas.Box(0, 0, 480, 320, Ink.Shade);
        canvas.Shape(Ink.Light, (54, 22), (430, 14), (438, 306), (46, 300));
        canvas.Box(76, 36, 330, 26, Ink.Dark);
        canvas.Box(76, 70, dice.Between(160, 260), 9, Ink.Grey);
        var picture = dice.Percent(50);
        for (var column = 0; column < 3; column++)
        {
            var x = 76 + (column * 114);
            var from = column == (picture ? 0 : 2) ? 190 : 96;
            if (from == 190)
            {
                canvas.Box(x, 96, 102, 84, Ink.Sky);
                canvas.Shape(Ink.Leaf, (x, 180), (x + dice.Between(20, 60), 124), (x + 102, 180));
            }

            for (var y = from; y < 286; y += 9)
            {
                canvas.Box(x, y, dice.Between(78, 102), 4, Ink.Grey);
            }
        }
    }

    private static void Screen(Canvas canvas, Dice dice)
    {
        canvas.Box(0, 0, 480, 320, Ink.Shade);
        canvas.Box(150, 8, 180, 306, Ink.Dark);
        canvas.Box(158, 24, 164, 272, Ink.Light);
        canvas.Box(158, 24, 164, 22, dice.Pick([Ink.Cloth, Ink.Leaf, Ink.Cloth2]));
        canvas.Box(168, 56, dice.Between(100, 140), 10, Ink.Dark);
        canvas.Box(168, 74, 144, 74, Ink.Sky);
        canvas.Disc(dice.Between(190, 290), 96, 10, Ink.Cloth2);
        canvas.Shape(Ink.Grass, (168, 148), (dice.Between(200, 270), 104), (312, 148));
        for (var y = 160; y < 284; y += 11)
        {
            canvas.Box(168, y, dice.Between(104, 144), 4, Ink.Grey);
        }
    }

    private static void Street(Canvas canvas, Dice dice)
    {
        canvas.Box(0, 0, 480, 180, Ink.Sky);
        canvas.Box(0, 180, 480, 140, Ink.Ground);
        for (var x = -10; x < 480; )
        {
            var width = dice.Between(70, 120);
            var height = dice.Between(70, 120);
            canvas.Box(x, 190 - height, width, height, Ink.Wall);
            canvas.Shape(
                Ink.Roof,
                (x - 6, 190 - height),
                (x + (width / 2), 164 - height),
                (x + width + 6, 190 - height)
            );
            canvas.Box(x + (width / 3), 152, width / 3, 38, Ink.Wood);
            canvas.Box(x + 10, 200 - height, 16, 16, Ink.Cloth);
            x += width + dice.Between(6, 24);
        }
    }

    private static void Desk(Canvas canvas, Dice dice)
    {
        Street(canvas, dice);
        var cloth = dice.Pick([Ink.Cloth, Ink.Leaf, Ink.Cloth2]);
        canvas.Shape(cloth, (90, 96), (390, 96), (420, 130), (60, 130));
        canvas.Box(70, 130, 5, 150, Ink.Grey);
        canvas.Box(406, 130, 5, 150, Ink.Grey);
        for (var i = 0; i < 3; i++)
        {
            canvas.Person(140 + (i * 90) + dice.Between(-10, 10), 160, 11, dice.Pick(Clothes));
        }

        canvas.Box(96, 206, 290, 62, cloth);
        for (var i = 0; i < 6; i++)
        {
            var height = dice.Between(4, 14);
            canvas.Box(110 + (i * 46), 206 - height, 30, height, Ink.Light);
        }

        for (var i = dice.Between(1, 3); i > 0; i--)
        {
            canvas.Person(dice.Between(30, 340), 214, 12, dice.Pick(Clothes), legs: true);
        }
    }

    private static void Road(Canvas canvas, Dice dice, bool litter)
    {
        canvas.Box(0, 0, 480, 150, Ink.Sky);
        canvas.Shape(Ink.Leaf, (0, 150), (dice.Between(60, 140), 70), (260, 150));
        canvas.Shape(Ink.Cloth3, (180, 150), (dice.Between(300, 380), 84), (480, 150));
        canvas.Box(0, 150, 480, 170, Ink.Grass);
        canvas.Shape(Ink.Grey, (210, 150), (262, 150), (430, 320), (60, 320));
        for (var i = 0; i < 4; i++)
        {
            canvas.Box(234 - i, 168 + (i * 40), 6 + (i * 2), 18, Ink.Light);
        }

        for (var i = 0; i < 4; i++)
        {
            var x = i < 2 ? 40 + (i * 70) : 330 + ((i - 2) * 70);
            canvas.Box(x - 3, 160, 7, 50, Ink.Wood);
            canvas.Disc(x, 148, dice.Between(18, 28), Ink.Leaf);
        }

        if (litter)
        {
            for (var i = 0; i < 26; i++)
            {
                canvas.Box(
                    dice.Between(70, 400),
                    dice.Between(190, 300),
                    dice.Between(5, 13),
                    dice.Between(4, 9),
                    dice.Pick([Ink.Light, Ink.Paper, Ink.Wood])
                );
            }

            return;
        }

        for (var i = 0; i < 3; i++)
        {
            var x = dice.Between(80 + (i * 90), 150 + (i * 90));
            canvas.Person(x, 190, 10, Ink.Cloth2, legs: true);
            canvas.Line(x + 18, 232, x + 30, 276, 3, Ink.Wood);
        }
    }

    private static void Stage(Canvas canvas, Dice dice)
    {
        canvas.Box(0, 0, 480, 320, Ink.Shade);
        canvas.Shape(Ink.Roof, (40, 60), (240, 12), (440, 60));
        canvas.Box(60, 60, 360, 120, Ink.Paper);
        canvas.Box(60, 60, 50, 120, Ink.Cloth);
        canvas.Box(370, 60, 50, 120, Ink.Cloth);
        canvas.Box(40, 180, 400, 22, Ink.Wood);
        for (var i = dice.Between(3, 5); i > 0; i--)
        {
            canvas.Person(
                110 + (i * 46),
                96 + dice.Between(0, 8),
                9,
                dice.Pick([Ink.Cloth2, Ink.Leaf, Ink.Cloth3]),
                legs: true
            );
        }

        Rows(canvas, dice, 216, 2, 11);
    }

    private static void Room(Canvas canvas, Dice dice)
    {
        canvas.Box(0, 0, 480, 320, Ink.Wall);
        canvas.Box(0, 230, 480, 90, Ink.Ground);
        for (var shelf = 0; shelf < 3; shelf++)
        {
            var x = 20 + (shelf * 150);
            canvas.Box(x, 30, 138, 190, Ink.Wood);
            for (var row = 0; row < 4; row++)
            {
                canvas.Box(x + 6, 36 + (row * 46), 126, 40, Ink.Paper);
                for (var book = x + 8; book < x + 122; )
                {
                    var width = dice.Between(5, 11);
                    var height = dice.Between(24, 38);
                    canvas.Box(book, 76 + (row * 46) - height, width, height, dice.Pick(Clothes));
                    book += width + dice.Between(1, 4);
                }
            }
        }

        for (var i = dice.Between(1, 3); i > 0; i--)
        {
            canvas.Person(70 + (i * 90), 196, 11, dice.Pick(Clothes));
        }

        canvas.Box(90, 254, 300, 12, Ink.Roof);
    }

    private static void Board(Canvas canvas, Dice dice)
    {
        Street(canvas, dice);
        canvas.Box(84, 96, 8, 190, Ink.Grey);
        canvas.Box(388, 96, 8, 190, Ink.Grey);
        canvas.Box(70, 70, 340, 150, Ink.Cloth);
        canvas.Shape(Ink.Roof, (56, 70), (240, 44), (424, 70));
        for (var i = 0; i < 4; i++)
        {
            canvas.Box(82 + (i * 82), 84, 70, 122, Ink.Light);
            canvas.Box(90 + (i * 82), 94, dice.Between(34, 54), 7, Ink.Dark);
            for (var y = 110; y < 196; y += 9)
            {
                canvas.Box(90 + (i * 82), y, dice.Between(36, 54), 3, Ink.Grey);
            }
        }

        canvas.Person(dice.Between(120, 320), 210, 12, dice.Pick(Clothes), legs: true);
    }

    private static void Loudspeaker(Canvas canvas, Dice dice)
    {
        canvas.Box(0, 0, 480, 320, Ink.Sky);
        canvas.Shape(Ink.Leaf, (0, 320), (dice.Between(80, 180), 180), (330, 320));
        canvas.Shape(Ink.Cloth3, (170, 320), (dice.Between(300, 400), 200), (480, 320));
        var x = dice.Between(190, 260);
        canvas.Box(x, 40, 9, 280, Ink.Grey);
        canvas.Shape(Ink.Dark, (x - 96, 56), (x - 20, 84), (x - 20, 104), (x - 96, 132));
        canvas.Shape(Ink.Dark, (x + 104, 56), (x + 28, 84), (x + 28, 104), (x + 104, 132));
        canvas.Box(x - 24, 88, 56, 12, Ink.Roof);
        canvas.Box(dice.Between(20, 80), 250, 80, 60, Ink.Wall);
    }

    private static void Visit(Canvas canvas, Dice dice)
    {
        canvas.Box(0, 0, 480, 210, Ink.Sky);
        canvas.Box(0, 210, 480, 110, Ink.Ground);
        canvas.Box(60, 90, 260, 150, Ink.Wall);
        canvas.Shape(Ink.Roof, (40, 92), (190, 30), (340, 92));
        canvas.Box(160, 150, 60, 90, Ink.Wood);
        canvas.Box(84, 130, 44, 44, Ink.Cloth);
        canvas.Box(252, 130, 44, 44, Ink.Cloth);
        canvas.Disc(410, 130, dice.Between(36, 50), Ink.Leaf);
        canvas.Box(405, 150, 10, 90, Ink.Wood);
        for (var i = dice.Between(2, 4); i > 0; i--)
        {
            canvas.Person(60 + (i * 66) + dice.Between(-8, 8), 200, 11, dice.Pick(Clothes), legs: true);
        }
    }

    private static void Field(Canvas canvas, Dice dice)
    {
        canvas.Box(0, 0, 480, 120, Ink.Sky);
        canvas.Box(0, 120, 480, 200, Ink.Grass);
        for (var i = 0; i < 7; i++)
        {
            var y = 140 + (i * 26);
            for (var x = 10 + (i % 2 * 16); x < 480; x += 34)
            {
                canvas.Disc(x, y, dice.Between(6, 10), Ink.Leaf);
            }
        }

        canvas.Shape(Ink.Roof, (0, 120), (dice.Between(90, 200), 66), (300, 120));
        for (var i = dice.Between(3, 5); i > 0; i--)
        {
            canvas.Person(40 + (i * 74), 176 + dice.Between(0, 20), 11, dice.Pick(Clothes), legs: true);
        }
    }

    private static void Van(Canvas canvas, Dice dice)
    {
        Street(canvas, dice);
        var x = dice.Between(90, 150);
        canvas.Shape(Ink.Light, (x, 150), (x + 190, 150), (x + 230, 200), (x + 240, 250), (x, 250));
        canvas.Shape(Ink.Cloth, (x + 170, 162), (x + 192, 162), (x + 220, 200), (x + 170, 200));
        canvas.Box(x + 14, 170, 130, 40, Ink.Cloth2);
        canvas.Shape(Ink.Dark, (x + 60, 122), (x + 96, 132), (x + 96, 142), (x + 60, 152));
        canvas.Disc(x + 50, 252, 22, Ink.Dark);
        canvas.Disc(x + 190, 252, 22, Ink.Dark);
        canvas.Disc(x + 50, 252, 9, Ink.Grey);
        canvas.Disc(x + 190, 252, 9, Ink.Grey);
    }
}

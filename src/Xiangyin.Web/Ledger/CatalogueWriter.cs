using System.Collections.Immutable;
using Xiangyin.Ledger;
using Xiangyin.Web.Data;

namespace Xiangyin.Web.Ledger;

/// <summary>Takes over catalogues: their words get symbols, the terms that cells keep get slots.</summary>
internal sealed class CatalogueWriter(Register register, RecordWriter writer)
{
    private readonly long county = register.County;

    /// <summary>Takes a catalogue over if it differs from the newest.</summary>
    public async Task<bool> Adopt(IReadOnlyList<CatalogueFile> files, DateTimeOffset? at, CancellationToken ct)
    {
        var text = RecordText.Of([.. files.OrderBy(f => f.Path, StringComparer.Ordinal)]);
        var catalogue = CatalogueReader.Read(files);
        return await writer.Transact(draft => Adopt(draft, text, catalogue, at), ct);
    }

    /// <summary>
    /// Counts what cells don't hold yet: after a catalogue has brought new terms, or a migration has taken all slots away because they are laid out
    /// otherwise now. Until then the ledger answers them.
    /// </summary>
    public Task Fill(CancellationToken ct) =>
        IsFilled(register.Current)
            ? Task.CompletedTask
            : writer.Transact(
                draft =>
                {
                    draft.State = draft.State with { Slots = AddSlots(draft, draft.State.Catalogues[^1]) };
                    var slots = draft.State.Slots.Where(s => s is { Ready: false, Reader: not null }).ToList();
                    draft.Cells.Forget();
                    Recount.Fill(draft.Session, county, draft.State, slots);
                    foreach (var slot in slots)
                    {
                        Mark(draft.Session, slot, ready: true);
                    }

                    draft.State = draft.State with
                    {
                        Slots = [.. draft.State.Slots.Select(s => s.Reader is null ? s : s with { Ready = true })],
                    };
                    return slots.Count;
                },
                ct
            );

    private static bool IsFilled(LedgerState state) =>
        state.Catalogues.IsEmpty || (!state.Slots.IsEmpty && state.Slots.All(s => s.Ready || s.Reader is null));

    private bool Adopt(RecordWriter.Draft draft, string text, Catalogue catalogue, DateTimeOffset? at)
    {
        if (draft.State.Catalogues is [.., var newest])
        {
            if (TextOf(draft.Session, newest.Seq) == text)
            {
                return false;
            }

            if (CatalogueReader.Compare(newest.Catalogue, catalogue) is { Count: > 0 } problems)
            {
                throw new CatalogueException(problems);
            }
        }

        var known = writer.Next(draft, at);
        draft.Session.Run(
            "INSERT INTO catalogue (county, seq, recorded_at, files) VALUES (@county, @seq, @at, @files)",
            county,
            known.Seq,
            known.At.ToUnixTimeMilliseconds(),
            text
        );
        var adopted = new AdoptedCatalogue(known.Seq, known.At, () => catalogue);
        draft.State = draft.State with
        {
            Catalogues = draft.State.Catalogues.Add(adopted),
            Symbols = AddSymbols(draft, catalogue),
        };
        draft.State = draft.State with { Slots = AddSlots(draft, adopted) };
        draft.Audit(new("catalogue", At: known.At, County: county));
        return true;
    }

    private string TextOf(Session session, long seq)
    {
        using var rows = session.Query(
            "SELECT files FROM catalogue WHERE county = @county AND seq = @seq",
            county,
            seq
        );
        rows.Next();
        return rows.Text(0);
    }

    private Symbols AddSymbols(RecordWriter.Draft draft, Catalogue catalogue)
    {
        var symbols = draft.State.Symbols;
        foreach (var word in Symbols.Of(catalogue).Where(w => symbols[w] == 0))
        {
            symbols = symbols.With(word);
            draft.Session.Run(
                "INSERT INTO symbol (county, code, word) VALUES (@county, @code, @word)",
                county,
                symbols.Count,
                word
            );
        }

        return symbols;
    }

    // A term that is gone is no longer kept up, so that one that comes back is counted anew.
    private ImmutableArray<Slot> AddSlots(RecordWriter.Draft draft, AdoptedCatalogue adopted)
    {
        var readers = adopted.Kept(draft.State.Symbols).ToDictionary(r => r.Key, StringComparer.Ordinal);
        var slots = draft.State.Slots.ToBuilder();
        for (var i = 0; i < slots.Count; i++)
        {
            var reader = readers.GetValueOrDefault(slots[i].Key);
            readers.Remove(slots[i].Key);
            if (reader is null && slots[i].Ready)
            {
                Mark(draft.Session, slots[i], ready: false);
            }

            slots[i] = slots[i] with { Reader = reader, Ready = slots[i].Ready && reader is not null };
        }

        var isEmpty = draft.State.Shelves.IsEmpty;
        foreach (var reader in readers.Values)
        {
            var slot = new Slot(
                slots.Count + 1,
                reader.Key,
                LaneRun.After(slots.Select(s => s.Main), reader.Main, isAside: false),
                LaneRun.After(slots.Select(s => s.Aside), reader.Aside, isAside: true),
                isEmpty,
                reader
            );
            slots.Add(slot);
            draft.Session.Run(
                """
                INSERT INTO slot (county, slot, term, main, main_lanes, aside, aside_lanes, ready)
                VALUES (@county, @slot, @term, @main, @main_lanes, @aside, @aside_lanes, @ready)
                """,
                county,
                slot.Number,
                slot.Key,
                slot.Main.First,
                slot.Main.Length,
                slot.Aside.First,
                slot.Aside.Length,
                slot.Ready ? 1 : 0
            );
        }

        return slots.ToImmutable();
    }

    private void Mark(Session session, Slot slot, bool ready) =>
        session.Run(
            "UPDATE slot SET ready = @ready WHERE county = @county AND slot = @slot",
            ready ? 1 : 0,
            county,
            slot.Number
        );
}

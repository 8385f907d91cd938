namespace Interlock.Semantics.Memories.Timelines;

/// <summary>
/// Makes timelines that can go on alike equal, so that a search ends: what nobody can read any more goes, views that bound nothing are 0,
/// and positions are numbered anew.
/// </summary>
internal static class CanonicalForm
{
    public static void Make(Timeline timeline)
    {
        foreach (var views in timeline.Vcpus)
        {
            Forget(timeline, views);
        }

        Collect(timeline);
        Renumber(timeline);
    }

    // A view at or before the current one bounds nothing that the current one does not bound.
    private static void Forget(Timeline timeline, Views views)
    {
        if (views.HasEnded)
        {
            views.Map(_ => 0);
            views.Results.Clear();
            views.Exclusive = default;
            Array.Clear(views.Own);
            return;
        }

        int Beyond(int view) => view <= views.Current ? 0 : view;
        views.Reads = views.Reads.Map(Beyond);
        views.Discarded = views.Discarded.Map(Beyond);
        views.Writes = Beyond(views.Writes);
        views.CurrentWrites = Beyond(views.CurrentWrites);
        views.Released = Beyond(views.Released);
        views.Captured = Beyond(views.Captured);
        views.Event = Beyond(views.Event);
        for (var word = 0; word < views.Own.Length; word++)
        {
            var own = views.Own[word];
            views.Own[word] = own.Position <= views.Current || own.Position < views.Coherence[word] ? default : own.Map(Beyond);
            views.Coherence[word] = Beyond(views.Coherence[word]);
        }

        foreach (var result in views.Results.Keys.ToArray())
        {
            views.Results[result] = views.Results[result].Map(Beyond);
            if (views.Results[result] == default)
            {
                views.Results.Remove(result);
            }
        }

        views.Exclusive = !views.Exclusive.IsOpen ? default : views.Exclusive with
        {
            Read = views.Exclusive.Read.Map(Beyond),
            Position = views.Exclusive.IsFree ? 0 : views.Exclusive.Position, // other writes may come in between: it does not matter where it was
        };
    }

    // Messages older than every vCPU's floor go; the oldest that is left becomes the base where everybody is at or beyond it.
    private static void Collect(Timeline timeline)
    {
        var active = timeline.Vcpus.Where(views => !views.HasEnded).ToList();
        var least = active.Count == 0 ? timeline.Slots.Count : active.Min(views => views.Current);
        foreach (var views in timeline.Vcpus)
        {
            views.Completed = views.Completed <= least ? 0 : views.Completed; // an event that carries it bounds no vCPU
        }

        for (var word = 0; word < timeline.Base.Length; word++)
        {
            var floor = active.Count == 0
                ? timeline.NewestBefore(word, timeline.Slots.Count + 1)
                : active.Min(views => Floor(timeline, views, word));
            if (floor == 0)
            {
                continue;
            }

            for (var position = 1; position < floor; position++)
            {
                if (timeline.Slots[position - 1] is { HasWord: true } slot && slot.Word == word)
                {
                    timeline.Slots[position - 1] = default;
                }
            }

            timeline.Base[word] = default;
            if (floor <= least)
            {
                timeline.Base[word] = timeline.Slots[floor - 1] with { Word = 0, HasWord = false };
                timeline.Slots[floor - 1] = default;
                foreach (var views in timeline.Vcpus)
                {
                    views.Coherence[word] = views.Coherence[word] == floor ? 0 : views.Coherence[word];
                    if (views.Exclusive.IsOpen && views.Exclusive.Word == word && views.Exclusive.Position == floor)
                    {
                        views.Exclusive = views.Exclusive with { Position = 0 };
                    }
                }
            }
        }

        foreach (var views in timeline.Vcpus)
        {
            // A load exclusive whose message is gone can never be paired: a newer message of the word is beyond its own floor.
            if (views.Exclusive is { IsOpen: true, Position: > 0 } open && !timeline.Slots[open.Position - 1].HasWord)
            {
                views.Exclusive = default;
            }
        }

        for (var word = 0; word < timeline.Base.Length; word++)
        {
            timeline.Base[word] = Trim(timeline.Base[word], 0, least);
        }

        for (var slot = 0; slot < timeline.Slots.Count; slot++)
        {
            timeline.Slots[slot] = Trim(timeline.Slots[slot], slot + 1, least);
        }
    }

    private static Message Trim(Message message, int position, int least) =>
        message.Horizon <= Math.Max(position, least) ? message with { Horizon = 0 } : message;

    private static int Floor(Timeline timeline, Views views, int word) =>
        Math.Max(timeline.NewestBefore(word, views.Current + 1), views.Coherence[word]);

    // Between two different views without a message one empty slot stays, for who inserts there; no others.
    private static void Renumber(Timeline timeline)
    {
        var bounds = new SortedSet<int>();
        void See(int view)
        {
            if (view > 0)
            {
                bounds.Add(view);
            }
        }

        foreach (var view in timeline.Vcpus.SelectMany(views => views.Bounds()))
        {
            See(view);
        }

        foreach (var message in timeline.Base.Concat(timeline.Slots))
        {
            See(message.Horizon);
        }

        // The beginning is a view too, of whoever has seen nothing.
        var numbers = new int[timeline.Slots.Count + 1];
        var slots = new List<Message>();
        var isBound = timeline.Vcpus.Any(views => !views.HasEnded && views.Current == 0);
        for (var position = 1; position <= timeline.Slots.Count; position++)
        {
            var message = timeline.Slots[position - 1];
            var bounding = bounds.Contains(position);
            if (message.HasWord || (bounding && isBound))
            {
                slots.Add(message);
                isBound = false;
            }

            isBound |= bounding;
            numbers[position] = slots.Count;
        }

        for (var slot = 0; slot < slots.Count; slot++)
        {
            slots[slot] = slots[slot] with { Horizon = numbers[slots[slot].Horizon] };
        }

        for (var word = 0; word < timeline.Base.Length; word++)
        {
            timeline.Base[word] = timeline.Base[word] with { Horizon = numbers[timeline.Base[word].Horizon] };
        }

        foreach (var views in timeline.Vcpus)
        {
            views.Map(position => numbers[position]);
        }

        timeline.Slots.Clear();
        timeline.Slots.AddRange(slots);
    }
}

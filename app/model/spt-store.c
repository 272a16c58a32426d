/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/spt-model-private.h"

static gboolean
contains (GPtrArray *items, gpointer item)
{
  return g_ptr_array_find (items, item, NULL);
}

/**
 * spt_store_assign:
 * @store: a list of objects, each in it once
 * @items: (element-type GObject): what it shall hold, in order
 *
 * Changes the list by as few removals and insertions as keep the objects that stay where they are,
 * so that a view keeps its place and its selection.
 */
void
spt_store_assign (GListStore *store, GPtrArray *items)
{
  GListModel *model = G_LIST_MODEL (store);

  for (guint i = g_list_model_get_n_items (model); i-- > 0;)
    {
      g_autoptr (GObject) held = g_list_model_get_item (model, i);

      if (!contains (items, held))
        g_list_store_remove (store, i);
    }
  for (guint i = 0; i < items->len; i++)
    {
      gpointer wanted = g_ptr_array_index (items, i);
      g_autoptr (GObject) held = g_list_model_get_item (model, i);
      guint at;

      if (held == wanted)
        continue;
      if (g_list_store_find (store, wanted, &at))
        {
          g_object_ref (wanted);
          g_list_store_remove (store, at);
          g_list_store_insert (store, i, wanted);
          g_object_unref (wanted);
        }
      else
        g_list_store_insert (store, i, wanted);
    }
}

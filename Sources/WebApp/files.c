/* Written by scripts/embed_web.py. */
#pragma clang diagnostic ignored "-Wc23-extensions"
#include "WebApp.h"

static const unsigned char css_base_css[] = {
#embed "app/css/base.css"
};
static const unsigned char css_map_css[] = {
#embed "app/css/map.css"
};
static const unsigned char css_operate_css[] = {
#embed "app/css/operate.css"
};
static const unsigned char icon_svg[] = {
#embed "app/icon.svg"
};
static const unsigned char index_html[] = {
#embed "app/index.html"
};
static const unsigned char js_art_dice_js[] = {
#embed "app/js/art/dice.js"
};
static const unsigned char js_art_hall_js[] = {
#embed "app/js/art/hall.js"
};
static const unsigned char js_art_motifs_js[] = {
#embed "app/js/art/motifs.js"
};
static const unsigned char js_art_poster_js[] = {
#embed "app/js/art/poster.js"
};
static const unsigned char js_frame_js[] = {
#embed "app/js/frame.js"
};
static const unsigned char js_hold_hold_js[] = {
#embed "app/js/hold/hold.js"
};
static const unsigned char js_hold_panel_js[] = {
#embed "app/js/hold/panel.js"
};
static const unsigned char js_hold_timer_js[] = {
#embed "app/js/hold/timer.js"
};
static const unsigned char js_hold_wishes_js[] = {
#embed "app/js/hold/wishes.js"
};
static const unsigned char js_lib_announce_js[] = {
#embed "app/js/lib/announce.js"
};
static const unsigned char js_lib_api_js[] = {
#embed "app/js/lib/api.js"
};
static const unsigned char js_lib_dom_js[] = {
#embed "app/js/lib/dom.js"
};
static const unsigned char js_lib_format_js[] = {
#embed "app/js/lib/format.js"
};
static const unsigned char js_lib_i18n_js[] = {
#embed "app/js/lib/i18n.js"
};
static const unsigned char js_lib_problem_js[] = {
#embed "app/js/lib/problem.js"
};
static const unsigned char js_lib_router_js[] = {
#embed "app/js/lib/router.js"
};
static const unsigned char js_lib_store_js[] = {
#embed "app/js/lib/store.js"
};
static const unsigned char js_live_lines_js[] = {
#embed "app/js/live/lines.js"
};
static const unsigned char js_live_live_js[] = {
#embed "app/js/live/live.js"
};
static const unsigned char js_live_status_js[] = {
#embed "app/js/live/status.js"
};
static const unsigned char js_logic_hall_js[] = {
#embed "app/js/logic/hall.js"
};
static const unsigned char js_logic_hit_js[] = {
#embed "app/js/logic/hit.js"
};
static const unsigned char js_logic_reducer_js[] = {
#embed "app/js/logic/reducer.js"
};
static const unsigned char js_logic_time_js[] = {
#embed "app/js/logic/time.js"
};
static const unsigned char js_logic_view_js[] = {
#embed "app/js/logic/view.js"
};
static const unsigned char js_logic_walk_js[] = {
#embed "app/js/logic/walk.js"
};
static const unsigned char js_main_js[] = {
#embed "app/js/main.js"
};
static const unsigned char js_map_canvas_js[] = {
#embed "app/js/map/canvas.js"
};
static const unsigned char js_map_gestures_js[] = {
#embed "app/js/map/gestures.js"
};
static const unsigned char js_map_grid_js[] = {
#embed "app/js/map/grid.js"
};
static const unsigned char js_map_labels_js[] = {
#embed "app/js/map/labels.js"
};
static const unsigned char js_map_legend_js[] = {
#embed "app/js/map/legend.js"
};
static const unsigned char js_map_looks_js[] = {
#embed "app/js/map/looks.js"
};
static const unsigned char js_map_page_js[] = {
#embed "app/js/map/page.js"
};
static const unsigned char js_map_painter_js[] = {
#embed "app/js/map/painter.js"
};
static const unsigned char js_map_seat_map_js[] = {
#embed "app/js/map/seat-map.js"
};
static const unsigned char js_map_session_js[] = {
#embed "app/js/map/session.js"
};
static const unsigned char js_map_window_js[] = {
#embed "app/js/map/window.js"
};
static const unsigned char js_operate_choice_js[] = {
#embed "app/js/operate/choice.js"
};
static const unsigned char js_operate_day_js[] = {
#embed "app/js/operate/day.js"
};
static const unsigned char js_operate_desk_js[] = {
#embed "app/js/operate/desk.js"
};
static const unsigned char js_operate_figures_js[] = {
#embed "app/js/operate/figures.js"
};
static const unsigned char js_operate_hall_js[] = {
#embed "app/js/operate/hall.js"
};
static const unsigned char js_operate_import_js[] = {
#embed "app/js/operate/import.js"
};
static const unsigned char js_operate_kit_js[] = {
#embed "app/js/operate/kit.js"
};
static const unsigned char js_operate_layout_js[] = {
#embed "app/js/operate/layout.js"
};
static const unsigned char js_operate_main_js[] = {
#embed "app/js/operate/main.js"
};
static const unsigned char js_operate_notices_js[] = {
#embed "app/js/operate/notices.js"
};
static const unsigned char js_operate_orders_js[] = {
#embed "app/js/operate/orders.js"
};
static const unsigned char js_operate_plan_js[] = {
#embed "app/js/operate/plan.js"
};
static const unsigned char js_operate_pointer_js[] = {
#embed "app/js/operate/pointer.js"
};
static const unsigned char js_operate_rows_js[] = {
#embed "app/js/operate/rows.js"
};
static const unsigned char js_operate_till_js[] = {
#embed "app/js/operate/till.js"
};
static const unsigned char js_pages_browse_js[] = {
#embed "app/js/pages/browse.js"
};
static const unsigned char js_pages_checkout_js[] = {
#embed "app/js/pages/checkout.js"
};
static const unsigned char js_pages_my_js[] = {
#embed "app/js/pages/my.js"
};
static const unsigned char js_pages_order_js[] = {
#embed "app/js/pages/order.js"
};
static const unsigned char js_pages_parts_js[] = {
#embed "app/js/pages/parts.js"
};
static const unsigned char js_pages_show_js[] = {
#embed "app/js/pages/show.js"
};
static const unsigned char js_pages_ticket_js[] = {
#embed "app/js/pages/ticket.js"
};
static const unsigned char js_text_map_en_js[] = {
#embed "app/js/text/map.en.js"
};
static const unsigned char js_text_map_hi_js[] = {
#embed "app/js/text/map.hi.js"
};
static const unsigned char js_text_operate_en_js[] = {
#embed "app/js/text/operate.en.js"
};
static const unsigned char js_text_operate_hi_js[] = {
#embed "app/js/text/operate.hi.js"
};
static const unsigned char js_text_shop_en_js[] = {
#embed "app/js/text/shop.en.js"
};
static const unsigned char js_text_shop_hi_js[] = {
#embed "app/js/text/shop.hi.js"
};
static const unsigned char manifest_webmanifest[] = {
#embed "app/manifest.webmanifest"
};
static const unsigned char sw_js[] = {
#embed "app/sw.js"
};

static const sg_web_file files[] = {
    {"css/base.css", css_base_css, sizeof css_base_css},
    {"css/map.css", css_map_css, sizeof css_map_css},
    {"css/operate.css", css_operate_css, sizeof css_operate_css},
    {"icon.svg", icon_svg, sizeof icon_svg},
    {"index.html", index_html, sizeof index_html},
    {"js/art/dice.js", js_art_dice_js, sizeof js_art_dice_js},
    {"js/art/hall.js", js_art_hall_js, sizeof js_art_hall_js},
    {"js/art/motifs.js", js_art_motifs_js, sizeof js_art_motifs_js},
    {"js/art/poster.js", js_art_poster_js, sizeof js_art_poster_js},
    {"js/frame.js", js_frame_js, sizeof js_frame_js},
    {"js/hold/hold.js", js_hold_hold_js, sizeof js_hold_hold_js},
    {"js/hold/panel.js", js_hold_panel_js, sizeof js_hold_panel_js},
    {"js/hold/timer.js", js_hold_timer_js, sizeof js_hold_timer_js},
    {"js/hold/wishes.js", js_hold_wishes_js, sizeof js_hold_wishes_js},
    {"js/lib/announce.js", js_lib_announce_js, sizeof js_lib_announce_js},
    {"js/lib/api.js", js_lib_api_js, sizeof js_lib_api_js},
    {"js/lib/dom.js", js_lib_dom_js, sizeof js_lib_dom_js},
    {"js/lib/format.js", js_lib_format_js, sizeof js_lib_format_js},
    {"js/lib/i18n.js", js_lib_i18n_js, sizeof js_lib_i18n_js},
    {"js/lib/problem.js", js_lib_problem_js, sizeof js_lib_problem_js},
    {"js/lib/router.js", js_lib_router_js, sizeof js_lib_router_js},
    {"js/lib/store.js", js_lib_store_js, sizeof js_lib_store_js},
    {"js/live/lines.js", js_live_lines_js, sizeof js_live_lines_js},
    {"js/live/live.js", js_live_live_js, sizeof js_live_live_js},
    {"js/live/status.js", js_live_status_js, sizeof js_live_status_js},
    {"js/logic/hall.js", js_logic_hall_js, sizeof js_logic_hall_js},
    {"js/logic/hit.js", js_logic_hit_js, sizeof js_logic_hit_js},
    {"js/logic/reducer.js", js_logic_reducer_js, sizeof js_logic_reducer_js},
    {"js/logic/time.js", js_logic_time_js, sizeof js_logic_time_js},
    {"js/logic/view.js", js_logic_view_js, sizeof js_logic_view_js},
    {"js/logic/walk.js", js_logic_walk_js, sizeof js_logic_walk_js},
    {"js/main.js", js_main_js, sizeof js_main_js},
    {"js/map/canvas.js", js_map_canvas_js, sizeof js_map_canvas_js},
    {"js/map/gestures.js", js_map_gestures_js, sizeof js_map_gestures_js},
    {"js/map/grid.js", js_map_grid_js, sizeof js_map_grid_js},
    {"js/map/labels.js", js_map_labels_js, sizeof js_map_labels_js},
    {"js/map/legend.js", js_map_legend_js, sizeof js_map_legend_js},
    {"js/map/looks.js", js_map_looks_js, sizeof js_map_looks_js},
    {"js/map/page.js", js_map_page_js, sizeof js_map_page_js},
    {"js/map/painter.js", js_map_painter_js, sizeof js_map_painter_js},
    {"js/map/seat-map.js", js_map_seat_map_js, sizeof js_map_seat_map_js},
    {"js/map/session.js", js_map_session_js, sizeof js_map_session_js},
    {"js/map/window.js", js_map_window_js, sizeof js_map_window_js},
    {"js/operate/choice.js", js_operate_choice_js, sizeof js_operate_choice_js},
    {"js/operate/day.js", js_operate_day_js, sizeof js_operate_day_js},
    {"js/operate/desk.js", js_operate_desk_js, sizeof js_operate_desk_js},
    {"js/operate/figures.js", js_operate_figures_js, sizeof js_operate_figures_js},
    {"js/operate/hall.js", js_operate_hall_js, sizeof js_operate_hall_js},
    {"js/operate/import.js", js_operate_import_js, sizeof js_operate_import_js},
    {"js/operate/kit.js", js_operate_kit_js, sizeof js_operate_kit_js},
    {"js/operate/layout.js", js_operate_layout_js, sizeof js_operate_layout_js},
    {"js/operate/main.js", js_operate_main_js, sizeof js_operate_main_js},
    {"js/operate/notices.js", js_operate_notices_js, sizeof js_operate_notices_js},
    {"js/operate/orders.js", js_operate_orders_js, sizeof js_operate_orders_js},
    {"js/operate/plan.js", js_operate_plan_js, sizeof js_operate_plan_js},
    {"js/operate/pointer.js", js_operate_pointer_js, sizeof js_operate_pointer_js},
    {"js/operate/rows.js", js_operate_rows_js, sizeof js_operate_rows_js},
    {"js/operate/till.js", js_operate_till_js, sizeof js_operate_till_js},
    {"js/pages/browse.js", js_pages_browse_js, sizeof js_pages_browse_js},
    {"js/pages/checkout.js", js_pages_checkout_js, sizeof js_pages_checkout_js},
    {"js/pages/my.js", js_pages_my_js, sizeof js_pages_my_js},
    {"js/pages/order.js", js_pages_order_js, sizeof js_pages_order_js},
    {"js/pages/parts.js", js_pages_parts_js, sizeof js_pages_parts_js},
    {"js/pages/show.js", js_pages_show_js, sizeof js_pages_show_js},
    {"js/pages/ticket.js", js_pages_ticket_js, sizeof js_pages_ticket_js},
    {"js/text/map.en.js", js_text_map_en_js, sizeof js_text_map_en_js},
    {"js/text/map.hi.js", js_text_map_hi_js, sizeof js_text_map_hi_js},
    {"js/text/operate.en.js", js_text_operate_en_js, sizeof js_text_operate_en_js},
    {"js/text/operate.hi.js", js_text_operate_hi_js, sizeof js_text_operate_hi_js},
    {"js/text/shop.en.js", js_text_shop_en_js, sizeof js_text_shop_en_js},
    {"js/text/shop.hi.js", js_text_shop_hi_js, sizeof js_text_shop_hi_js},
    {"manifest.webmanifest", manifest_webmanifest, sizeof manifest_webmanifest},
    {"sw.js", sw_js, sizeof sw_js},
};

size_t sg_web_file_count(void) { return sizeof files / sizeof files[0]; }
sg_web_file sg_web_file_at(size_t index) { return files[index]; }

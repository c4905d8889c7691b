/// The demo's halls by their measures, in metres: blocks of rows from the screen backwards, a
/// walkway after each of the seats in `aisles`, rows bent towards the screen by `curve` at 10
/// metres from the middle, and room for wheelchairs at `accessible` seats of the first row.
enum DemoHalls {
    static let json = #"""
        [
          {"key":"recliner-60","name":"Recliner Lounge 60","pitch":1.1,"row_gap":1.9,"curve":0.2,
           "aisles":[5],"accessible":[1,10],
           "blocks":[{"category":"recliner","rows":6,"seats":10}]},
          {"key":"boutique-96","name":"Boutique 96","pitch":0.75,"row_gap":1.3,"curve":0.3,
           "aisles":[6],"accessible":[1,12],
           "blocks":[{"category":"gold","rows":5,"seats":12},
                     {"category":"recliner","rows":3,"seats":12}]},
          {"key":"gold-150","name":"Gold Hall 150","pitch":0.65,"row_gap":1.15,"curve":0.4,
           "aisles":[3,12],"accessible":[1,2,14,15],
           "blocks":[{"category":"silver","rows":2,"seats":15},
                     {"category":"gold","rows":6,"seats":15},
                     {"category":"platinum","rows":2,"seats":15}]},
          {"key":"classic-210","name":"Classic 210","pitch":0.6,"row_gap":1.1,"curve":0.4,
           "aisles":[4,12],"accessible":[1,2,15,16],
           "blocks":[{"category":"silver","rows":3,"seats":16},
                     {"category":"gold","rows":8,"seats":16},
                     {"category":"platinum","rows":2,"seats":17}]},
          {"key":"atmos-280","name":"Atmos 280","pitch":0.6,"row_gap":1.15,"curve":0.5,
           "aisles":[4,16],"accessible":[1,2,19,20],
           "blocks":[{"category":"silver","rows":3,"seats":20},
                     {"category":"gold","rows":8,"seats":20},
                     {"category":"platinum","rows":3,"seats":20}]},
          {"key":"grand-350","name":"Grand 350","pitch":0.58,"row_gap":1.1,"curve":0.5,
           "aisles":[5,18],"accessible":[1,2,22,23],
           "blocks":[{"category":"silver","rows":4,"seats":23},
                     {"category":"gold","rows":8,"seats":23},
                     {"category":"platinum","rows":2,"seats":25},
                     {"category":"recliner","rows":1,"seats":24}]},
          {"key":"imax-420","name":"IMAX 420","pitch":0.62,"row_gap":1.3,"curve":0.8,
           "aisles":[7,21],"accessible":[1,2,27,28],
           "blocks":[{"category":"silver","rows":3,"seats":28},
                     {"category":"gold","rows":8,"seats":28},
                     {"category":"platinum","rows":4,"seats":28}]},
          {"key":"palace-600","name":"Palace 600","pitch":0.55,"row_gap":1.0,"curve":0.3,
           "aisles":[8,22],"accessible":[1,2,29,30],
           "blocks":[{"category":"silver","rows":8,"seats":30},
                     {"category":"gold","rows":8,"seats":30},
                     {"category":"platinum","rows":4,"seats":30}]}
        ]
        """#
}

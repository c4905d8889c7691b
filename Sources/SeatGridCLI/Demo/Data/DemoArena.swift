/// The demo's arena, 20,000 seats, by its measures in metres: tiers of equal sections. The floor
/// lies in columns before the stage; the other tiers bend around it, open towards the stage.
enum DemoArena {
    static let json = #"""
        {"key":"arena-20000","name":"Sagar Arena Bowl","pitch":0.6,"row_gap":1.0,
         "tiers":[
           {"category":"floor","prefix":"F","first":1,"sections":6,"rows":20,"seats":25,
            "columns":3,"from":8},
           {"category":"lower","prefix":"","first":101,"sections":20,"rows":20,"seats":20,
            "radius":58},
           {"category":"upper","prefix":"","first":201,"sections":20,"rows":18,"seats":25,
            "radius":88}]}
        """#
}

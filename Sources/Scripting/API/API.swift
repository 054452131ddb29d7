/// The Lua API of bcf: every function, method and field that a scenario script can use. The only list there is; what a
/// script sees and what the documentation says are both made from it.
package enum API {
    /// The version of bcf that had the first functions.
    package static let firstVersion = "0.1.0"

    /// The global functions and the methods of all classes.
    package static let functions: [APIFunction] =
        valueFunctions + scenarioFunctions + moneyMethods + rateMethods + assumptionFunctions + planReading
        + statedFunctions + planMoving + planShaping + planTime + lineMethods + resultMethods + resultTime
        + conditionFunctions + poolFunctions
        + uncertainFunctions + uncertainMethods + effectFunctions + outcomeFunctions + outcomeMethods
        + chanceFunctions + randomMethods + riskPoolFunctions + riskPoolMethods + riskPoolOutcomes + grantFunctions
        + grantMethods

    /// The fields of all classes.
    package static let properties: [APIProperty] =
        moneyProperties + planProperties + lineProperties + lineTime + sourceProperties + metricProperties
        + resultProperties + uncertainProperties + outcomeProperties
        + conditionProperties + poolProperties + scenarioProperties + riskPoolProperties + grantProperties
}

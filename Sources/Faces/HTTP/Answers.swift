import CoreMetrics
import Hummingbird
import Logging
import NIOCore
import Shared

/// Outermost: each request has an answer that the contract knows, is measured, and says how it is to be treated.
struct Answers: RouterMiddleware {
    let endpoints: [Endpoint]
    let metrics: any MetricsFactory
    let log: @Sendable (Logger.Level, String, [String: LogFact]) -> Void

    func handle(
        _ request: Request, context: FaceContext,
        next: @concurrent (Request, FaceContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        let route = endpoints.route(of: request.uri.path)
        var response = await answer(request, context, route, next)
        response.headers[.xContentTypeOptions] = "nosniff"
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        if context.arrival.isOpen(request) {
            response.headers[.connection] = "close"
            context.arrival.close()
        }
        CoreMetrics.Timer(
            label: MetricFamily.requests.name,
            dimensions: [("route", route), ("status", String(response.status.code))], factory: metrics
        ).recordNanoseconds(Int64((ContinuousClock.now - start) / .nanoseconds(1)))
        return response
    }

    private func answer(
        _ request: Request, _ context: FaceContext, _ route: String,
        _ next: (Request, FaceContext) async throws -> Response
    ) async -> Response {
        do {
            return try await next(request, context)
        } catch let problem as Problem {
            return problem.response
        } catch let error as HTTPError where error.status == .notFound {
            let methods = endpoints.methods(at: request.uri.path)
            return (methods.map { .methodNotAllowed($0) } ?? Problem.notFound).response
        } catch {
            // Of whoever asked nothing is said.
            log(.error, "a request failed", ["route": .text(route), "reason": .text("\(type(of: error))")])
            return Problem.fault.response
        }
    }
}

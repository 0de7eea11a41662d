// Headers that routers hand out.
package main

import (
	"log"

	"github.com/aws/aws-lambda-go/lambda"
	fiberadapter "github.com/awslabs/aws-lambda-go-api-proxy/fiber"
	ginadapter "github.com/awslabs/aws-lambda-go-api-proxy/gin"
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
)

func withGin(c *gin.Context) {
	log.Println(c.GetHeader("Authorization")) // want "^log.Println logs the header Authorization"
	log.Println(c.GetHeader("Accept"))
}

func withFiber(c *fiber.Ctx) error {
	log.Println(c.Get("X-Api-Key")) // want "^log.Println logs the header X-Api-Key"
	log.Println(c.Get("Accept"))
	return nil
}

func main() {
	router := gin.New()
	router.GET("/", withGin)
	app := fiber.New()
	app.Get("/", withFiber)
	for _, handler := range []any{ginadapter.New(router).ProxyWithContext, fiberadapter.New(app).ProxyWithContext} {
		lambda.Start(handler)
	}
}
